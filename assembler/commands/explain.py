"""assembler explain: the page of a rule."""

from __future__ import annotations

import click

from assembler.rules.registry import RULES, Rule


@click.command()
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="List all rules.")
def explain(code: str | None, every: bool) -> int:
    """Prints what the rule CODE looks for, why, and a wrong and a right example."""
    if every or code is None:
        for rule in RULES.values():
            click.echo(f"{rule.code}  {rule.severity.word:<8} {rule.name}")
        return 0
    found = RULES.get(code.upper())
    if found is None:
        raise click.BadParameter(f"there is no rule {code}; --all lists them.", param_hint="CODE")
    click.echo(_page(found))
    return 0


def _page(rule: Rule) -> str:
    block = "; a final is refused while it stands" if rule.blocks else ""
    return f"{rule.code} {rule.name} ({rule.severity.word}{block})\n\n{rule.page}"
