"""assembler explain: the page of a rule, the list of all, and the checklist of what no machine can judge."""

from __future__ import annotations

from textwrap import fill

import click

from assembler.commands.options import complete_code
from assembler.rules.registry import RULES, Rule, Scope
from assembler.rules.rule_remarks import write_remarks

_WIDTH = 118


@click.command(short_help="Explains a rule.")
@click.argument("code", required=False, shell_complete=complete_code)
@click.option("--all", "every", is_flag=True, help="List all rules.")
@click.option("--checklist", is_flag=True, help="Print a checklist of what a person must check.")
def explain(code: str | None, every: bool, checklist: bool) -> int:
    """Explains the rule CODE: what it looks for and why, with a wrong and a right example."""
    if checklist:
        click.echo(_checklist())
        return 0
    if every or code is None:
        for rule in RULES.values():
            click.echo(f"{rule.code}  {_weight(rule):<8} {rule.name}")
        return 0
    explained_rule = RULES.get(code.upper())
    if explained_rule is None:
        raise click.BadParameter(f"there is no rule {code}; --all lists them.", param_hint="CODE")
    click.echo(_page(explained_rule))
    return 0


def _weight(rule: Rule) -> str:
    """How grave it is, or who sees to it."""
    return {Scope.MANUAL: "person", Scope.AUTOMATIC: "kept"}.get(rule.scope, rule.severity.word)


def _page(rule: Rule) -> str:
    text = write_remarks(rule)
    remarks = f"\n\n{fill(text, _WIDTH)}" if text else ""
    return f"{rule.code} {rule.name} ({_standing(rule)})\n\n{rule.page}{remarks}"


def _standing(rule: Rule) -> str:
    if rule.scope is Scope.MANUAL:
        return "for a person: no machine can judge it"
    if rule.scope is Scope.AUTOMATIC:
        return "kept by the assembler itself"
    block = "; a final is refused while it stands" if rule.blocks else ""
    return rule.severity.word + block + ("; it cannot be accepted" if rule.integrity else "")


def _checklist() -> str:
    """One box for each rule that no machine can judge, with what is to be looked at."""
    rules = [rule for rule in RULES.values() if rule.scope is Scope.MANUAL]
    boxes = [fill(f"[ ] {rule.code}  {_first(rule.page)}", 78, subsequent_indent=" " * 4) for rule in rules]
    return "\n\n".join(["Before the report goes out, a person looks at:", *boxes])


def _first(page: str) -> str:
    return " ".join(page.partition("\n\n")[0].split())
