"""The sample images are there and can be trained on."""

from tlstudio.engine.data.folder import scan
from tlstudio.engine.data.sample_sets import samples


def test_the_textile_photos_are_found() -> None:
    (textile,) = samples()
    assert textile.name == "textile"
    assert textile.images == 2000
    assert textile.classes == ("global", "local", "nominal")
    assert textile.licence == "MIT"


def test_every_textile_photo_is_usable() -> None:
    (textile,) = samples()
    index = scan(textile.folder)
    assert index.counts() == {"global": 500, "local": 500, "nominal": 1000}
    assert index.found == 2000
