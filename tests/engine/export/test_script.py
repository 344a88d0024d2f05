"""predict.py as a text: whole, and without the app."""

import ast
import sys

from tlstudio.engine.export.script import predict_script


def test_the_script_imports_nothing_of_the_app() -> None:
    source = predict_script("onnxruntime, pillow, numpy")
    roots = {name.split(".")[0] for node in ast.walk(ast.parse(source)) for name in _imported(node)}
    assert roots - set(sys.stdlib_module_names) == {"PIL", "numpy", "onnxruntime", "torch"}
    assert "tlstudio" not in source


def test_no_name_of_one_part_hides_a_name_of_the_other() -> None:
    body = ast.parse(predict_script("x")).body
    names = [node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    assert len(names) == len(set(names))


def test_the_script_says_what_it_needs() -> None:
    assert "needs only onnxruntime, pillow, numpy" in (
        ast.get_docstring(ast.parse(predict_script("onnxruntime, pillow, numpy"))) or ""
    )


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
