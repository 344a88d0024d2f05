import torch
from torch import nn

from tlstudio.engine.training.setup.memory import peak_of

CPU = torch.device("cpu")


def test_what_lives_at_a_time_counts_and_what_was_there_does_not() -> None:
    old = torch.zeros(1000)

    def run() -> None:
        first = old + 1  # 4,000 bytes
        second = first * 2  # and 4,000 more
        del first
        second.add_(old.view(10, 100).reshape(-1))  # in place, of a view
        second.mul(3)  # the first ones are free again

    assert peak_of(CPU, run) == 8000


def test_a_step_counts_what_is_kept_for_its_way_back() -> None:
    layers = nn.Sequential(*(nn.Sequential(nn.Linear(100, 100, bias=False), nn.Tanh()) for _ in range(5)))
    layers(torch.ones(1, 100)).sum().backward()  # gradients are there

    def step(count: int) -> int:
        inputs = torch.ones(count, 100)
        return peak_of(CPU, lambda: layers(inputs).sum().backward())

    each = (step(2000) - step(1000)) / 1000
    assert each == 400 * 5 + 400  # what five layers put out, and what the last Tanh is made from
