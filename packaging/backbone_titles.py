"""How the names of timm and torchvision are said: "vit_base_patch16_224" is "ViT Base/16 224", of the family ViT."""

import re

# Beginning of an architecture's name → family. The longest beginning that fits wins.
FAMILIES = {
    "aimv2": "AIMv2", "alexnet": "AlexNet", "bat_": "ResNet", "beit": "BEiT", "botnet": "BoTNet",
    "caformer": "MetaFormer", "cait": "CaiT", "coat_": "CoaT", "coatnet": "CoAtNet", "coatnext": "CoAtNet",
    "convformer": "MetaFormer", "convit": "ConViT", "convmixer": "ConvMixer", "convnext": "ConvNeXt",
    "cpubone": "CPUBone", "crossvit": "CrossViT", "cs3": "CSPNet", "csatv2": "CSATv2", "cspdarknet": "CSPNet",
    "cspnext": "CSPNeXt", "cspresne": "CSPNet", "darknet": "DarkNet", "davit": "DaViT", "deepseek_vit": "ViT",
    "deit": "DeiT", "densenet": "DenseNet", "dla": "DLA", "dm_nfnet": "NFNet", "dpn": "DPN",
    "eca_botnext": "BoTNet", "eca_halonext": "HaloNet", "eca_nfnet": "NFNet", "eca_resn": "ResNet",
    "eca_vovnet": "VoVNet", "ecaresnet": "ResNet", "edgenext": "EdgeNeXt", "efficientformer": "EfficientFormer",
    "efficientnet": "EfficientNet", "efficientvim": "EfficientViM", "efficientvit": "EfficientViT",
    "ese_vovnet": "VoVNet", "eva": "EVA", "fasternet": "FasterNet", "fastvit": "FastViT", "fbnet": "FBNet",
    "flexivit": "ViT", "focalnet": "FocalNet", "gc_efficientnet": "EfficientNet", "gcresn": "ResNet",
    "gcvit": "GC ViT", "gemma4_vit": "ViT", "gernet": "GENet", "ghostnet": "GhostNet", "gmixer": "MLP-Mixer",
    "gmlp": "MLP-Mixer", "googlenet": "Inception", "halo": "HaloNet", "hardcorenas": "HardCoRe-NAS",
    "hgnet": "HGNet", "hiera": "Hiera", "hrnet": "HRNet", "iformer": "iFormer", "inception": "Inception",
    "inception_next": "InceptionNeXt", "lambda": "LambdaNet", "lamhalobotnet": "LambdaNet", "lcnet": "LCNet",
    "levit": "LeViT", "lowformer": "LowFormer", "mambaout": "MambaOut", "maxvit": "MaxViT", "maxxvit": "MaxViT",
    "mixer": "MLP-Mixer", "mixnet": "MixNet", "mnasnet": "MNASNet", "mobilenet": "MobileNet",
    "mobilenet_edgetpu": "MobileNet", "mobileone": "MobileOne", "mobilevit": "MobileViT", "mvitv2": "MViT",
    "naflexvit": "ViT", "nasnet": "NASNet", "nest": "NesT", "nextvit": "Next-ViT", "nf_regnet": "RegNet",
    "nf_resnet": "ResNet", "nfnet": "NFNet", "pit": "PiT", "pnasnet": "NASNet", "poolformer": "MetaFormer",
    "pvt": "PVT", "qwen3_vit": "ViT", "rdnet": "RDNet", "regnet": "RegNet", "repghost": "GhostNet",
    "repvgg": "RepVGG", "repvit": "RepViT", "res2ne": "Res2Net", "resmlp": "MLP-Mixer", "resnest": "ResNeSt",
    "resnet": "ResNet", "resnetv2": "ResNet V2", "resnext": "ResNeXt", "rexnet": "ReXNet", "sam2_hiera": "Hiera",
    "samvit": "ViT", "sebotnet": "BoTNet", "sehalonet": "HaloNet", "selecsls": "SelecSLS", "semnasnet": "MNASNet",
    "senet": "ResNet", "sequencer": "Sequencer", "seresnet": "ResNet", "seresnext": "ResNeXt",
    "shufflenet": "ShuffleNet", "shvit": "SHViT", "skresne": "SKNet", "spnasnet": "MNASNet",
    "squeezenet": "SqueezeNet", "starnet": "StarNet", "swiftformer": "SwiftFormer", "swin": "Swin",
    "tiny_vit": "TinyViT", "tinynet": "TinyNet", "tnt": "TNT", "tresnet": "TResNet", "twins": "Twins", "vgg": "VGG",
    "visformer": "Visformer", "vit": "ViT", "vitamin": "ViTamin", "volo": "VOLO", "wide_resnet": "ResNet",
    "xception": "Xception", "xcit": "XCiT",
}  # fmt: skip

# Words inside a name that are not said as they are written; any other gets a capital letter.
WORDS = {
    "aimv2": "AIMv2", "alexnet": "AlexNet", "bat": "BAT", "beit": "BEiT", "beit3": "BEiT-3", "beitv2": "BEiT V2",
    "bn": "BN", "botnet": "BoTNet", "botnext": "BoTNeXt", "caformer": "CAFormer", "cait": "CaiT", "cc": "CondConv",
    "clip": "CLIP", "coat": "CoaT", "coatnet": "CoAtNet", "coatnext": "CoAtNeXt", "convformer": "ConvFormer",
    "convit": "ConViT", "convmixer": "ConvMixer", "convnext": "ConvNeXt", "convnextv2": "ConvNeXt V2",
    "cpubone": "CPUBone", "cr": "CR", "cs3darknet": "CS3-DarkNet",
    "cs3edgenet": "CS3-EdgeNet", "cs3se": "CS3-SE", "cs3sedarknet": "CS3-SE-DarkNet",
    "crossvit": "CrossViT", "csatv2": "CSATv2", "cspdarknet": "CSPDarkNet",
    "cspnext": "CSPNeXt", "cspresnet": "CSPResNet", "cspresnext": "CSPResNeXt", "darknet": "DarkNet",
    "darknetaa": "DarkNet-AA", "davit": "DaViT", "deit": "DeiT", "deit3": "DeiT III", "densenet": "DenseNet",
    "densenetblur": "DenseNet-Blur", "dinov2": "DINOv2", "dinov3": "DINOv3", "dla": "DLA", "dm": "DeepMind",
    "dpn": "DPN", "eca": "ECA", "ecaresnet": "ECA-ResNet", "ecaresnetlight": "ECA-ResNet Light",
    "ecaresnext": "ECA-ResNeXt", "edgenext": "EdgeNeXt", "edgetpu": "EdgeTPU", "efficientformer": "EfficientFormer",
    "efficientformerv2": "EfficientFormer V2", "efficientnet": "EfficientNet", "efficientnetv2": "EfficientNet V2",
    "efficientvim": "EfficientViM", "efficientvit": "EfficientViT", "ese": "ESE", "eva": "EVA", "eva02": "EVA-02",
    "evos": "EvoNorm", "fasternet": "FasterNet", "fastvit": "FastViT", "fbnetc": "FBNet-C", "fbnetv3": "FBNet V3",
    "flexivit": "FlexiViT", "focalnet": "FocalNet", "gap": "GAP", "gc": "GC", "gcresnet": "GC-ResNet",
    "gcresnext": "GC-ResNeXt", "gcvit": "GC ViT", "gernet": "GENet", "ghostnet": "GhostNet",
    "ghostnetv2": "GhostNet V2", "ghostnetv3": "GhostNet V3", "gmixer": "gMixer", "gmlp": "gMLP", "gn": "GN",
    "googlenet": "GoogLeNet", "halonet": "HaloNet", "halonext": "HaloNeXt", "hardcorenas": "HardCoRe-NAS",
    "hgnet": "HGNet", "hgnetv2": "HGNet V2", "hrnet": "HRNet", "iformer": "iFormer", "lambda": "Lambda",
    "lcnet": "LCNet", "lcnetv2": "LCNet V2", "levit": "LeViT", "lowformer": "LowFormer", "mambaout": "MambaOut",
    "maxvit": "MaxViT", "maxxvit": "MaxxViT", "maxxvitv2": "MaxxViT V2", "mci": "MCi", "mixer": "MLP-Mixer",
    "mixnet": "MixNet", "mnasnet": "MNASNet", "mobilenet": "MobileNet", "mobilenetv1": "MobileNet V1",
    "mobilenetv2": "MobileNet V2", "mobilenetv3": "MobileNet V3", "mobilenetv4": "MobileNet V4",
    "mobilenetv5": "MobileNet V5", "mobileone": "MobileOne", "mobilevit": "MobileViT", "mobilevitv2": "MobileViT V2",
    "mvitv2": "MViT V2", "naflexvit": "NaFlexViT", "nasnetalarge": "NASNet-A Large", "nest": "NesT", "next": "NeXt",
    "nextvit": "Next-ViT", "nf": "NF", "nfnet": "NFNet", "ns": "NS", "pe": "PE", "pit": "PiT", "pnasnet": "PNASNet",
    "poolformer": "PoolFormer", "poolformerv2": "PoolFormer V2", "pvt": "PVT", "quickgelu": "QuickGELU",
    "radio": "RADIO", "rdnet": "RDNet", "regnet": "RegNet", "regnetv": "RegNet V", "regnetx": "RegNet X",
    "regnety": "RegNet Y", "regnetz": "RegNet Z", "relpos": "RelPos", "repghostnet": "RepGhostNet", "repvgg": "RepVGG",
    "repvit": "RepViT", "res2net": "Res2Net", "res2next": "Res2NeXt", "resmlp": "ResMLP", "resnest": "ResNeSt",
    "resnet": "ResNet", "resnetaa": "ResNet-AA", "resnetblur": "ResNet-Blur", "resnetrs": "ResNet-RS",
    "resnetv2": "ResNet V2", "resnext": "ResNeXt", "rexnet": "ReXNet", "rexnetr": "ReXNet-R", "rope": "RoPE",
    "sam2": "SAM 2", "samvit": "SAM ViT", "sebotnet": "SE-BoTNet", "sehalonet": "SE-HaloNet", "selecsls": "SelecSLS",
    "semnasnet": "SE-MNASNet", "senet": "SENet", "seresnet": "SE-ResNet", "seresnext": "SE-ResNeXt",
    "seresnextaa": "SE-ResNeXt-AA", "shufflenet": "ShuffleNet", "shvit": "SHViT", "siglip": "SigLIP",
    "skresnet": "SK-ResNet", "skresnext": "SK-ResNeXt", "spnasnet": "Single-Path NAS", "squeezenet": "SqueezeNet",
    "srelpos": "SRelPos", "starnet": "StarNet", "swiftformer": "SwiftFormer", "swinv2": "Swin V2", "tinynet": "TinyNet",
    "tipsv2": "TIPSv2", "tnt": "TNT", "tresnet": "TResNet", "vgg": "VGG", "vit": "ViT", "vitamin": "ViTamin",
    "volo": "VOLO", "vovnet": "VoVNet", "xception": "Xception", "xcit": "XCiT",
}  # fmt: skip

ASIDE = {"tf": "TensorFlow", "legacy": "legacy"}  # first words that say where the network was ported from


def family(architecture: str) -> str:
    """The family an architecture belongs to. Raises KeyError for a name that no beginning fits."""
    name = _said(architecture)[0]
    fitting = [beginning for beginning in FAMILIES if name.startswith(beginning)]
    if not fitting:
        raise KeyError(f"no family for {architecture}: add its beginning to FAMILIES")
    return FAMILIES[max(fitting, key=len)]


def title(architecture: str) -> str:
    """The architecture's name for people."""
    name, aside = _said(architecture)
    name = re.sub(r"_patch(\d+)", r"/\1", name)
    name = re.sub(r"^vit_([blh])_(\d+)$", r"vit_\1/\2", name)
    name = re.sub(r"(?<=[x_t])(\d)_(\d+)(gf)?$", r"\1.\2\3", name)  # torchvision's decimal points
    words = " ".join(_word(part) for part in name.split("_"))
    return f"{words} ({aside})" if aside else words


def _said(architecture: str) -> tuple[str, str]:
    first, _, rest = architecture.partition("_")
    return (rest, ASIDE[first]) if first in ASIDE else (architecture, "")


def _word(part: str) -> str:
    """ "resnet50d" → "ResNet-50d", "base/16" → "Base/16", "400mf" → "400MF"."""
    if part in WORDS:
        return WORDS[part]
    for digit in re.finditer(r"\d", part):
        if part[: digit.start()] in WORDS:
            return f"{WORDS[part[: digit.start()]]}-{part[digit.start() :]}"
    if re.fullmatch(r"[a-wyz][a-z]?\d*(/\d+)?|[\d.]+[mg]f|so\d+m\d?(/\d+)?", part):
        return part.upper()
    return part[0].upper() + part[1:]
