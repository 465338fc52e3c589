"""Templates of users' own: a small part of jinja2, that ends soon and stays small.

What a template may hold is listed: texts, the names it is given and their parts, `if`, `for` over
lists, `set`, comparisons, `~`, `.format(...)`, `.lower()` and the filters.  Everything else is
refused where it stands, before anything runs: other calls and operators, macros, imports.  What is
left is metered as it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeTransformer

from shotwright.errors import InputError, Place, Problem
from shotwright.model.clause import Audio, Camera, Constraints, Lighting, Setting, Style
from shotwright.prompt.family import Template
from shotwright.prompt.hints import nearest
from shotwright.prompt.metered import BROKEN, KNOWN, Environment, Meter, environment

MAX_SOURCE = 2**13
"""Characters of one template."""

_PARTS: Mapping[str, frozenset[str]] = {
    "setting": frozenset(Setting.model_fields),
    "camera": frozenset(Camera.model_fields),
    "lighting": frozenset(Lighting.model_fields),
    "style": frozenset(Style.model_fields),
    "audio": frozenset(Audio.model_fields) - {"says"},
    "constraints": frozenset(Constraints.model_fields),
}
_METER = "_meter"
_ALLOWED = (
    nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem,
    nodes.Filter, nodes.If, nodes.For, nodes.Assign, nodes.CondExpr, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.Concat, nodes.List, nodes.Tuple, nodes.Keyword,
)  # fmt: skip


class _Metered(NodeTransformer):
    """Lets every text and every loop of a checked template pass by the meter."""

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802 - as jinja2 asks
        self.generic_visit(node)
        given = [nodes.Const(node.name, lineno=node.lineno), *node.args]
        return _filter(node.node, "bounded", given, [], node.lineno)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - as jinja2 asks
        self.generic_visit(node)
        method = node.node
        assert isinstance(method, nodes.Getattr)  # noqa: S101 - checked before
        name = {"format": "filled", "lower": "lowered"}[method.attr]
        return _filter(method.node, name, [], node.kwargs, node.lineno)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - as jinja2 asks
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes, lineno=node.lineno), "joined", [], [], node.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - as jinja2 asks
        self.generic_visit(node)
        node.nodes = [
            each
            if isinstance(each, nodes.TemplateData)
            else _filter(each, "said", [], [], each.lineno)
            for each in node.nodes
        ]
        return node

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - as jinja2 asks
        cost = sum(1 for _ in node.find_all(nodes.Node))
        written = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        self.generic_visit(node)
        given: list[nodes.Expr] = [
            nodes.Const(each, lineno=node.lineno) for each in (cost, written)
        ]
        assert isinstance(node.iter, nodes.Expr)  # noqa: S101 - as jinja2 parses it
        node.iter = _filter(node.iter, "counted", given, [], node.lineno)
        return node


def _filter(
    node: nodes.Expr | None,
    name: str,
    given: list[nodes.Expr],
    named: list[nodes.Keyword],
    line: int,
) -> nodes.Filter:
    meter = nodes.Name(_METER, "load", lineno=line)
    return nodes.Filter(node, name, [meter, *given], named, None, None, lineno=line)


class _Checker:
    """Finds what a template may not hold, each with its line."""

    def __init__(self, file: str, slot: str, uses: tuple[str, ...], phrases: set[str]) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._slot = slot
        self._given = {*uses, "phrases"}
        self._phrases = phrases

    def tell(self, message: str, hint: str, line: int) -> None:
        self.problems.append(Problem(message, hint, Place(self._file, line, 1)))

    def check(self, template: nodes.Template) -> None:
        made = {name.name for name in template.find_all(nodes.Name) if name.ctx == "store"}
        for node in template.body:
            self._node(node, self._given | made, in_loop=False)

    def _node(self, node: nodes.Node, known: set[str], *, in_loop: bool) -> None:
        if isinstance(node, nodes.Call):
            if not _is_text_call(node):
                self.tell("a template calls nothing but `.format(name=...)` and `.lower()`",
                          "use a filter, e.g. `| sentence(phrases)`", node.lineno)  # fmt: skip
                return
        elif not isinstance(node, _ALLOWED):
            self.tell(f"{_called(node)} is not for templates", _INSTEAD.get(type(node), _PLAIN),
                      node.lineno)  # fmt: skip
            return
        self._one(node, known, in_loop=in_loop)
        inside = in_loop or isinstance(node, nodes.For)
        for child in node.iter_child_nodes():
            self._node(child, known, in_loop=inside)

    def _one(self, node: nodes.Node, known: set[str], *, in_loop: bool) -> None:
        match node:
            case nodes.Name(name=name, ctx="load"):
                if name not in known and not (name == "loop" and in_loop):
                    message = f"`{name}` is not given to `{self._slot}`"
                    self.tell(message, f"{nearest(name, known)}, or add it to `uses`", node.lineno)
            case nodes.Name(name=name) if name.startswith("_"):
                self.tell(f"`{name}`: a name begins with a letter", "choose another", node.lineno)
            case nodes.Assign(target=target) | nodes.For(target=target) if not isinstance(
                target, nodes.Name
            ):
                self.tell("only one plain name can be set", "set them one by one", node.lineno)
            case nodes.For(recursive=True):
                self.tell("`recursive` is not for templates", "nest two loops", node.lineno)
            case nodes.Filter(name=name):
                self._filter(name, node)
            case nodes.Getattr(attr=part) | nodes.Getitem(arg=nodes.Const(value=str(part))) if (
                part.startswith("_")
            ):
                self.tell(f"nothing has `{part}`", "parts begin with a letter", node.lineno)
            case nodes.Getattr(node=nodes.Name(name=name), attr=part):
                self._part(name, part, node.lineno)
            case nodes.Getitem(node=nodes.Name(name=name), arg=nodes.Const(value=str(part))):
                self._part(name, part, node.lineno)
            case _:
                pass

    def _filter(self, name: str, node: nodes.Filter) -> None:
        if name not in KNOWN:
            self.tell(f"there is no filter `{name}`", nearest(name, KNOWN), node.lineno)
        if node.kwargs or node.dyn_args or node.dyn_kwargs or node.node is None:
            self.tell("a filter takes plain arguments", "e.g. `| listed(phrases)`", node.lineno)

    def _part(self, name: str, part: str, line: int) -> None:
        parts = self._phrases if name == "phrases" else _PARTS.get(name)
        if parts is None or part in parts or part in {"format", "lower"}:
            return
        self.tell(f"`{name}` has no `{part}`", nearest(part, parts), line)


_PLAIN = "templates say texts, with `if`, `for`, `set`, `~` and the filters"
_INSTEAD: Mapping[type[nodes.Node], str] = {
    nodes.Add: "`~` joins texts",
    nodes.Test: "compare with `==`, or ask `{% if name %}`",
}


def _called(node: nodes.Node) -> str:
    sign: str | None = getattr(node, "operator", None)
    return f"`{sign or type(node).__name__.lower()}`"


def _is_text_call(node: nodes.Call) -> bool:
    if not isinstance(node.node, nodes.Getattr) or node.args or node.dyn_args or node.dyn_kwargs:
        return False
    return node.node.attr == "format" or (node.node.attr == "lower" and not node.kwargs)


def compiled(
    source: str, path: Path, slot: str, uses: tuple[str, ...], phrases: set[str]
) -> tuple[Template | None, list[Problem]]:
    """Check and compile a template of a user's own.

    Args:
        source: The template.
        path: What problems and errors call its file.
        slot: Its name.
        uses: The names that it is given, beside `phrases`.
        phrases: The keys of the family's phrases.

    Returns:
        What renders it, or None and everything that is wrong with it.
    """
    file = path.as_posix()
    if len(source) > MAX_SOURCE:
        hint = "say less, or use more slots"
        message = f"the template is longer than {MAX_SOURCE:,} characters"
        return None, [Problem(message, hint, Place(file, 1, 1))]
    sandbox = environment()
    try:
        tree = sandbox.parse(source, filename=file)
        checker = _Checker(file, slot, uses, phrases)
        checker.check(tree)
        if checker.problems:
            return None, checker.problems
        return _made(sandbox, tree, file, uses), []
    except TemplateSyntaxError as error:
        problem = Problem(error.message or "cannot be read", _PLAIN, Place(file, error.lineno, 1))
    except BROKEN:
        problem = Problem("the template is too deep or too large", _PLAIN, Place(file, 1, 1))
    return None, [problem]


def _made(sandbox: Environment, tree: nodes.Template, file: str, uses: tuple[str, ...]) -> Template:
    tree = _Metered().visit(tree)
    names = [nodes.Name(name, "param", lineno=1) for name in (*uses, "phrases", _METER)]
    whole = nodes.Template([nodes.Macro("slot", names, [], tree.body, lineno=1)], lineno=1)
    whole.set_environment(sandbox)
    code = sandbox.compile(whole, file, file)
    template = sandbox.template_class.from_code(sandbox, code, {})
    macro = template.module.slot  # type: ignore[attr-defined]

    def render(**given: object) -> str:
        try:
            return str(macro(**given, **{_METER: Meter.of(given)}))
        except BROKEN as error:
            line, trace = 1, error.__traceback__
            while trace is not None:
                if trace.tb_frame.f_code.co_filename == file:
                    line = template.get_corresponding_lineno(trace.tb_lineno)
                trace = trace.tb_next
            message = str(error) or "the template cannot be rendered"
            hint = "ask whether it is there first, e.g. `{% if audio %}`; keep templates short"
            raise InputError.of(message, hint, Place(file, line, 1)) from None

    return render
