"""How much memory one optimizer step needs, found without taking it."""

from collections.abc import Callable

from timm.optim.lion import Lion
from torch import Tensor, nn, optim
from torch.autograd.graph import saved_tensors_hooks

# That the optimizer remembers for each parameter; of Adafactor it is a row and a column of each matrix.
VALUES = {optim.AdamW: 2, optim.Adam: 2, Lion: 1, optim.Adafactor: 0}


def step_bytes(model: nn.Module, optimizer: optim.Optimizer, loss_of_some: Callable[[], Tensor], scale: float) -> int:
    """Weights, gradients, what the optimizer remembers, and what the step keeps for its way back.

    The last is counted on the few samples of `loss_of_some` and multiplied by `scale`.
    """
    weights = sum(tensor.nbytes for tensor in (*model.parameters(), *model.buffers()))
    return round(weights + lasting_bytes(model, optimizer) + scale * kept_bytes(model, loss_of_some))


def lasting_bytes(model: nn.Module, optimizer: optim.Optimizer) -> int:
    """Gradients, and what the optimizer remembers."""
    trained = sum(tensor.nbytes for tensor in model.parameters() if tensor.requires_grad)
    return trained * (1 + _values(optimizer))


def kept_bytes(model: nn.Module, loss_of: Callable[[], Tensor]) -> int:
    """What a forward pass keeps for its way back, without the weights."""
    kept: dict[int, int] = {}  # address → bytes

    def keep(tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()
        kept[storage.data_ptr()] = storage.nbytes()
        return tensor

    with saved_tensors_hooks(keep, lambda tensor: tensor):
        loss = loss_of()
    for tensor in (*model.parameters(), *model.buffers()):
        kept.pop(tensor.untyped_storage().data_ptr(), None)
    del loss  # held what was counted, so that no address was used twice
    return sum(kept.values())


def _values(optimizer: optim.Optimizer) -> int:
    momentum = 1 if optimizer.defaults.get("momentum") else 0
    if isinstance(optimizer, (optim.SGD, optim.RMSprop)):
        return momentum + isinstance(optimizer, optim.RMSprop)
    return VALUES[type(optimizer)]
