"""What the next trial of a sweep sets: the next of a grid, drawn by chance, or where good ones were found."""

import random
from collections.abc import Sequence

from tlstudio.engine.sweep.spec import Chosen, SweepSpec, Vary

Told = tuple[Chosen, float | None]  # what a trial set, and how good it was; None: it failed


def propose(spec: SweepSpec, trial: int, told: Sequence[Told]) -> Chosen:
    """What the trial of that number, from 1, sets; `told` is what earlier ones came to."""
    if spec.search == "grid":
        return spec.grid()[trial - 1]
    if spec.search == "random":
        chance = random.Random(f"{spec.seed} {trial}")
        return {one.key: chance.choice(one.values) if one.values else one.at(chance.random()) for one in spec.varied}
    return _bayes(spec, trial, told)


def _bayes(spec: SweepSpec, trial: int, told: Sequence[Told]) -> Chosen:
    """Tree-structured Parzen estimator (Bergstra et al. 2011), as optuna has it."""
    import optuna
    from optuna.distributions import BaseDistribution, CategoricalDistribution, FloatDistribution

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    varied = {one.key: one for one in spec.varied}
    space: dict[str, BaseDistribution] = {
        key: CategoricalDistribution(one.values) if one.values else FloatDistribution(one.low, one.high, log=one.is_log)
        for key, one in varied.items()
    }
    sampler = optuna.samplers.TPESampler(seed=spec.seed + trial, n_startup_trials=min(5, spec.count // 2))
    study = optuna.create_study(sampler=sampler, direction="maximize")
    for chosen, score in told:
        params = {key: chosen[key] if varied[key].values else float(chosen[key]) for key in space}
        state = optuna.trial.TrialState.FAIL if score is None else optuna.trial.TrialState.COMPLETE
        study.add_trial(optuna.create_trial(state=state, value=score, params=params, distributions=space))
    asked = study.ask(space).params
    return {key: _text(varied[key], value) for key, value in asked.items()}


def _text(vary: Vary, value: object) -> str:
    if isinstance(value, str):
        return value
    assert isinstance(value, float)
    return str(round(value)) if vary.is_whole else f"{value:.4g}"
