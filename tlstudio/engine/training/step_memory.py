"""How much memory one optimizer step needs, found without taking it."""

from collections.abc import Callable

from torch import Tensor, nn, optim
from torch.autograd.graph import saved_tensors_hooks

VALUES = {optim.AdamW: 2, optim.Adam: 2}  # that the optimizer remembers for each parameter


def step_bytes(model: nn.Module, optimizer: optim.Optimizer, loss_of_some: Callable[[], Tensor], scale: float) -> int:
    """Weights, gradients, what the optimizer remembers, and what the step keeps for its way back.

    The last is counted on the few samples of `loss_of_some` and multiplied by `scale`.
    """
    weights = sum(tensor.nbytes for tensor in (*model.parameters(), *model.buffers()))
    trained = sum(tensor.nbytes for tensor in model.parameters() if tensor.requires_grad)
    return round(weights + trained * (1 + _values(optimizer)) + scale * kept_bytes(model, loss_of_some))


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
    if isinstance(optimizer, optim.SGD):
        return 1 if optimizer.defaults["momentum"] else 0
    return VALUES[type(optimizer)]
