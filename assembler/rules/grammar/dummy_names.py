"""Names that stand for others which nobody has written yet: Entity A, the ABC Organization, «Name», (place)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import chain

from assembler.model.nodes import Emphasis, Strong
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.plain_text import extract_text
from assembler.model.text.prose import Part, Prose, Run, find_quotations
from assembler.model.text.scaffold_text import is_no_name
from assembler.rules.grammar.date_words import ANY_MONTH

type Span = tuple[int, int]

_TEXT = (Part.PARAGRAPH, Part.ITEM, Part.NOTE, Part.HEADING)
"""Where a word between brackets is a label; in tables it may be the unit of a column."""

_WORDS_OF_LABELS = """
acronym agency amount city country currency date day entity figure institution location minister ministry month
name number organisation organization partner person place project surname theme title topic town venue year
acronyme année date entité jour lieu ministre mois montant nom nombre pays personne prénom titre ville
año cargo ciudad entidad fecha lugar mes ministro monto nombre organización país persona título
год город дата день должность имя место месяц министр название наименование организация страна сумма фамилия число
الاسم البلد التاريخ الدولة السنة الشهر العدد العنوان الكيان المبلغ المدينة المكان المنظمة الوزير اسم بلد تاريخ
人数 名称 国家 国名 地点 城市 姓名 年份 日期 月份 标题 机构名称 组织名称 职务 金额
"""
"""Words that name what is to be written in their place."""
_WORDS_BESIDE_LABELS = """
a add and first full here insert last of or the your
complet d de des du et insérer l la le les completo del el insertar los y вставить и или полное من و
"""
"""What may stand beside them between the same marks."""
_WORDS_OF_KINDS = """
agencies agency ambassador city company countries country donor entities entity institution minister ministry ngo
organisation organization partner person town university village
agence entité institution ministre organisme pays société ville
agencia ciudad entidad institución ministro organismo organización país
ведомство город министр организации организацией организацию организация стране страна страны учреждение
البلد الدولة الكيان المنظمة الوزير بلد دولة كيان منظمة
"""
"""What is told apart by letters alone where names are still to come."""
_FIRST_WORDS = "AAA|ABC|A[Cc][Mm][Ee]|Dummy|Example|Foo|Name|Sample|Test|Your"
_LAST_WORDS = "Agency|Company|Corporation|Country|Entity|Foundation|Institution|Ministry|NGO|Organi[sz]ation|Union"
_PHRASES = (
    *("Joe Bloggs", "A. N. Other", "Max Mustermann", "Erika Mustermann", "Fulano de Tal", "Monsieur Untel"),
    *("Madame Untel", "Вася Пупкин", "dolor sit amet", "consectetur adipiscing", "quick brown fox", "Hello world"),
    *("placeholder text", "sample text", "coming soon", "intentionally left blank", "dummy text", "texte factice"),
    *("texto de relleno", "Firstname Surname", "فلان الفلاني", "نص تجريبي", "Лорем ипсум", "لوريم إيبسوم"),
    *("ut enim ad minim", "sed ut perspiciatis", "duis aute irure", "excepteur sint", "John Doe", "Jane Doe"),
    *("Joe Public", "John Public", "John Q. Public", "Jane Roe", "John Roe", "Richard Roe", "Firstname Lastname"),
    *("First name Last name", "Name Surname", "Surname Name", "Mr. So-and-so", "Ms. So-and-so", "Anytown", "Anycity"),
    *(
        "Prénom Nom",
        "Nom Prénom",
        "Untel",
        "Unetelle",
        "Nombre Apellido",
        "Nombre Apellidos",
        "Fulano",
        "Mengano y Zutano",
    ),
    *(
        "Firstname",
        "Lastname",
        "Mengano",
        "Zutano",
        "Имя Фамилия",
        "Фамилия Имя",
        "Иванов Иван Иванович",
        "Иван Иванович Иванов",
        "فلان بن فلان",
        "فلان",
        "فلانة",
    ),
    *("الاسم الأول", "اسم العائلة", "123 Main"),
)
"""Names of nobody, labels in their place, towns that are nowhere, and words that fill a page."""
_CHINESE_PHRASES = ("张三", "李四", "王五", "赵六", "某先生", "某女士", "某部长", "某大使", "示例文本", "占位符")
_NAME = Pattern(
    rf"(?<![\w-])(?i:{'|'.join(_WORDS_OF_KINDS.split())}) (?:[A-CNX-ZХسصأب]|YY|ABC)(?![\w’'/-])(?!\. ?[A-ZА-Я])"
    r"|(?<![\w-])(?:Mrs?|Ms|Dr)\. (?:[A-CNXYZ](?![\w.’'-])|N\.(?! ?[A-ZА-Я])|Name(?!\w)|Surname(?!\w))"
    r"|(?<![\w-])(?:Agency|Country|Entity|Organi[sz]ation|Partner) ?\d{1,2}(?![\w,.-]*\d|\w|-)"
    rf"|(?<!\w)[A-Z]{{2,}}_[A-Z_]{{2,}}(?!\w)|%%\w+%%|(?<![\w-])(?i:project|programme) [XYZ](?![\w’'/-])"
    rf"|(?<![\w-])(?:{_FIRST_WORDS}) (?:(?:Regional|International) )?(?:{_LAST_WORDS})(?!\w)"
    rf"|(?<![\w-])(?P<head>(?:Agency|City|Country|Entity|Organi[sz]ation|Place) Name"
    rf"|Name of (?:the )?(?:{_LAST_WORDS}|(?i:city|country|entity|minister|organi[sz]ation|partner|person)))(?!\w)"
    r"|(?<!\w)City, Country(?!\w)"
    r"|(?<!\w)(?:[Ii]n|[Aa]t) (?:Place|Venue|Location)(?! \w*[A-Z]|\w)|(?<!\w)[Oo]n Date(?!\w)"
    rf"|(?<!\w)(?:Government|Kingdom|Ministry|Republic|State) of (?:the )?(?:[XYZ]|XX|YY|Country)(?![\w’'/-])"
    rf"|(?<![A-Za-z])[A-CX-Z甲乙丙](?:国|组织|机构|公司|实体)|{'|'.join(_CHINESE_PHRASES)}"
    rf"|(?<!\w)(?i:{'|'.join(map(re.escape, _PHRASES))})(?!\w)"
    r"|(?<!\w)(?i:letter|note|report) (?:by|from|of) (?:the )?(?:Name|Author)(?!\w)"
    r"|(?:^|[(“«,;:] ?|(?<![\w.-])(?:[a-zа-я’]+|Mrs?\.|Ms\.|Dr\.|г-н|г-жа) )"
    r"(?P<nobody>N\. ?N\.|Н\. ?Н\.)(?! ?[A-ZА-Я]\w)"
)
"""A dummy name. N.N. are initials of somebody where a name stands beside them; a column may be headed Country Name."""
_FIGURE = Pattern(
    r"(?:(?<= at )|(?<= by )|(?<= in )|(?<= of )|(?<= on )|(?<= to )|(?<= for )|(?<= from )|(?<= with ))"
    r"XX(?=[.,;:)]|$)|"
    rf"(?<![\w/.-])(?i:(?:(?:[dj]{{2}}|дд)[/. -])?(?:mm|мм)[/. -](?:yyyy|aaaa|гггг|yy))(?!\w)|(?<!\w)YYYY(?!\w)"
    rf"|(?<!\w)(?:Day )?Month,? (?:Year|20\d\d)(?!\w)"
    rf"|(?<![\w.])(?:[XYZx]|\d\?|(?<=on )[–—?-])(?= (?:{ANY_MONTH})(?!\w))|(?<!\w)(?:YY|ZZ)(?= [a-z]{{3}})"
    rf"|(?<!\w)(?i:about|approximately|least|nearly|over|some|than) [XYZN](?= [a-z]{{4}})|\$ ?[XYZ](?!\w)"
    rf"|(?<!\w)X{{1,2}}(?= ?%)|(?<!\w)(?i:paragraphs?|pages?) X{{1,3}}(?![\w’'-])|(?<=/)n{{2,4}}(?!\w)"
    rf"|(?:(?<=was )|(?<=were ))[NXYZ](?=[.,;]|$)|(?<!\w)(?i:resolution|decision) [NXYZ](?= (?:\(|of )(?:19|20)\d\d)"
    r"|(?<![A-Za-z\d])\d{1,4}X{1,3}(?=[/\s.,;)]|$)|(?<!\w)\d+\?\d+(?!\w)|(?<=\d/)[xX](?!\w)"
    rf"|(?<=/)(?:Add|Corr|Rev)\.[xX]+|(?<!\w)(?:n|N|X{{1,2}})th(?= of (?:{ANY_MONTH})(?!\w))|(?<!\w)X number of(?!\w)"
    r"|[（〔]\s*[）〕]|(?<!\w)(?i:footnote|para\.|paras\.|paragraph|section|annex|page) #(?!\w)"
    r"|(?<=[Rr]esolution )/(?= )|(?<!\w)(?i:figures?|paragraph|part|section|text)"
    r" will be (?:added|completed|inserted|provided|updated)(?: later)?(?=\.)"
)
"""A date or a number that nobody has written yet."""
_MONTHS_OF_OTHERS = (
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    "|كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين"
)
_PERSON_OR_DAY = Pattern(
    r"(?<!\w)(?:M\.|Mme|Monsieur|Madame|Sra?\.|[Гг]-н|[Гг]-жа|السيدة?) (?:[XYZХ]{1,3}|س|ص)(?!\w)(?!\. ?[A-ZА-Я])"
    r"|(?<!\w)(?:Mrs?|Ms|Dr)\. [XYZ](?=\.$)|(?<![A-Za-z])[XxＸ×]{1,3}(?:先生|女士|部长|大使|博士)"
    r"|(?<![\w./-])(?:99[./-]99[./-](?:99)?\d\d|[XxХх×]{2}[./-](?:[XxХх×]{2}[./-])?(?:[XxХх×]{4}|(?:19|20)\d\d))(?!\w)"
    rf"|(?<!\w)[XxХх]{{1,2}}(?= (?:{_MONTHS_OF_OTHERS})(?!\w))"
    r"|(?:(?:19|20)[XxＸ×]{2}|(?<![A-Za-z])[xＸ]{1,2}|(?<![A-Za-z])X(?=年))[年月日]"
    r"|(?<!\w)(?:[Ii]n|[Aa]t) (?:City|Country|Town)(?= (?:and|for|from|in|on|to|with)(?!\w)|[.,;)]|$)"
    r"|\((?i:an example|example|exemple|ejemplo|пример|مثال|例|示例)\)|(?<![\d.,])\+?00[ -]000(?!\d)"
)
"""A person, a day, a town or a telephone number that stands for another."""
_ADDRESS = Pattern(
    r"[\w.+-]+@(?:example|domain|email|company|organi[sz]ation|your\w+)\.\w+|(?<!\w)(?:https?://|www\.)example\.\w+",
    re.IGNORECASE,
)
"""An address in a text; those of people are tried out with such names."""
_MARKS = {
    "(": r"\((?!(?i:date|figure|name|number))(?P<label>[^()]{2,60})\)",
    "（": "（(?P<label>[^（）]{2,60})）",
    "<": "<{1,2}(?P<label>[^<>]{2,60})>{1,2}",
    "«": "«(?P<label>[^«»]{2,60})»",
    "〈": "〈(?P<label>[^〈〉]{2,60})〉",
    "《": "《(?P<label>[^《》]{2,60})》",
    **{sign: rf"{re.escape(sign)}(?P<label>\w[^{sign}\s]{{1,40}}){re.escape(sign)}" for sign in "%#@|~="},
}
"""Marks before a label, each with what stands from there to the mark behind it."""
_LABEL_BETWEEN = {sign: Pattern(expression) for sign, expression in _MARKS.items()}
_SINGLE_MARKS = ("‘", "'")
_LABEL_IN_SINGLE_MARKS = Pattern(r"(?<!\w)[‘'][^‘’']{2,60}[’'](?!\w)")
_ABC = "ABC"
_ABC_FOR_NAME = Pattern(
    r"(?<![A-Za-z\d/&.-])(?<!(?i:letters|vitamin|project) )(?<!(?i:called|points) )(?<!(?i:model|parts|steps) )"
    r"(?<!approche )(?<!enfoque )(?<!méthode )(?<!método )(?<!modèle )(?<!modelo )(?<!подход )(?<!метод )"
    r"(?:(?<!the )(?<!The )ABC"
    r"(?! (?:approach|countries|method|model|strategy|warfare|weapons?)(?!\w)| [A-Z]|方法|战略|模式)"
    r"|ABC(?=[.,;:]|$| (?:and|has|have|in|is|of|or|to|was|\w+ed)(?!\w)))(?![A-Za-z\d/&-])"
)
"""ABC as a body, not as letters or as the beginning of another name."""
_MENTION = Pattern(
    r"(?:called|column|entitled|expression|field|heading|line|means?|named|phrase|terms?|titled|words?"
    r"|colonne|mot|rubrique|terme|columna|palabra|término|слов[оа]|термин|графа|كلمة|لفظ|مصطلح|عبارة|عمود)\W*$",
    re.IGNORECASE,
)
"""Behind such a word a word between quotation marks stands for itself."""
_LABELS = frozenset(_WORDS_OF_LABELS.split())
_BESIDE_LABELS = frozenset(_WORDS_BESIDE_LABELS.split())
_ARTICLE = Pattern(r"(?:^|\s)(?:an?|the|el|la|le)\s\Z|l’\Z", re.IGNORECASE)
"""Behind an article a word between signs of stress is a word; in the place of a name there is none."""
_WORD = Pattern(r"[^\W\d_]+")
_TITLE = Pattern(
    r"(?:heading|part|section|sub-?title|theme|topic|titre|thème|título|tema|тема|заголовок|раздел|العنوان|الموضوع|标题|主题)"
    r" ?(?:title|name|here|\d{1,2}|[A-Z])?[.:]?"
    r"|(?:\([a-z]{1,2}\)\s)?(?:(?:agenda|document|item|report|sub-item)\s(?:title|name)"
    r"|(?:title|name)\sof\s(?:the\s)?(?:agenda\sitem|annex|document|item|report|section|sub-item|table))[.:]?"
    r"|(?:titre\sdu|título\sdel|название|عنوان)\s(?:rapport|document|informe|documento|доклада|документа|التقرير|الوثيقة)"
    r"|(?:报告|文件)(?:标题|名称)",
    re.IGNORECASE,
)


_QUOTATION_MARKS = "“”„«»「」‘’' \u00a0\u202f"
_CROSSES = Pattern("[XxХх]{2,}")
_SIGN_WORDS = (
    *("yy", "zz", "х", "хх", "س", "ص", "أ", "ب", "abc", "aaa", "acme", "dummy", "foo", "nth", "xth", "xxth", "surname"),
    *("mm", "мм", "yyyy", "xx", "xxx", *(phrase for phrase in _PHRASES if "." not in phrase)),
)
_NUMBERED_KINDS = ("Agency", "Country", "Entity", "Organization", "Organisation", "Partner")
_SIGN_LETTERS = tuple("bcnxyz")
_CAPITAL_ALONE = Pattern(r"(?<![A-Za-z])[BCNXYZ](?![a-z’'])|/x(?!\w)|(?<!\w)x [A-Z]")
"""Such a letter in capitals, which an item of a list has not."""
_SIGNS = (
    *("gency A", "ntity A", "inister A", "ization A", "isation A", "untry A", "artner A", "onor A", "tution A"),
    *("NGO A", " Name", "Name ", "Example ", "Sample ", "Test ", "Your ", "Month ", "City, Country", "of Country"),
    *("A. N. Other", "N.N.", "N. N.", "Н.Н.", "Н. Н.", "?", "on –", "on -", "on —", "$X", "$Y", "$Z", "X%", "/nn"),
    *("on Date", "on x ", "n Place", "t Place", "t Venue", "n Location", "t Location", "国", "组织", "机构"),
    *("公司", "实体"),
    *(*_CHINESE_PHRASES, *(f"{kind}{space}1" for kind in _NUMBERED_KINDS for space in ("", " "))),
    *(*(f"will be {verb}" for verb in ("added", "completed", "inserted", "provided", "updated")), "%%", "_", " #"),
    *("（ ", "（）", "〔", "esolution /", "99.99", "99/99", "99-99", "n City", "t City", "n Country", "t Country"),
    *("n Town", "t Town", "xample)", "xemple)", "jemplo)", "ример)", "(مثال)", "例)", "00 000", "00-000", "Name of"),
    *("X年", "x年", "x月", "X先生", "X女士", "X部长", "X大使", "X博士", "×先生", "×女士", "So-and-so", "John Q."),
)
"""One of these words or signs stands in every such name, date or number."""
_LETTERS_OF_DUMMIES = frozenset(
    (
        *"abcnxyzхнسصأب",
        *(
            "yy",
            "zz",
            "xx",
            "xxx",
            "nn",
            "nnn",
            "nnnn",
            "mm",
            "мм",
            "yyyy",
            "aaaa",
            "гггг",
            "abc",
            "aaa",
            "acme",
            "dummy",
        ),
        *(
            "city",
            "m",
            "mme",
            "monsieur",
            "madame",
            "sr",
            "sra",
            "г",
            "السيد",
            "السيدة",
            "example",
            "foo",
            "name",
            "sample",
            "test",
            "your",
            "country",
            "place",
            "venue",
            "location",
            "date",
            "month",
        ),
        *(phrase.split(" ", 1)[0].rstrip(".").lower() for phrase in _PHRASES),
    )
)
_SIGNS_OF_DUMMIES = ("?", "on –", "on —", "on -", "国", "组织", "机构", "公司", "实体", *_CHINESE_PHRASES)
"""The same, in any capitals, for a title or a name: the words of letters alone, and the signs."""


def find_dummy_names(runs: Prose, known: Container[str] = ()) -> Iterator[tuple[Run, Span]]:
    """The runs with what stands in them in the place of a name, a date or a number; nothing of it twice.

    Nothing that is known as a name is one of these.
    """
    spans: dict[int, list[Span]] = {}
    for run, span in chain(
        _find_names(runs), _find_addresses(runs), _find_labels(runs), () if _ABC in known else _find_abc(runs)
    ):
        earlier = spans.setdefault(id(run), [])
        if not any(start < span[1] and span[0] < end for start, end in earlier):
            earlier.append(span)
            yield run, span


def _find_names(runs: Prose) -> Iterator[tuple[Run, Span]]:
    signs = [sign for sign in _SIGNS if sign in runs.joined]
    likely = [*runs.with_any(runs.present(_SIGN_WORDS)), *runs.having(*(sign.rstrip() for sign in signs))]
    lettered = (run for run in runs.with_any(runs.present(_SIGN_LETTERS)) if _CAPITAL_ALONE.search(run.text))
    places = {id(run) for run in (*likely, *lettered)}
    for run in runs if places else ():
        if id(run) in places:
            for match in _find_in_text(run.text):
                group = match.lastgroup
                if run.part in _TEXT or group != "head":
                    yield run, match.span(group or 0)


def _find_addresses(runs: Prose) -> Iterator[tuple[Run, Span]]:
    """The addresses that stand for others; the words of rules have a mask for addresses."""
    for run in runs.having("@", "example."):
        yield from ((run, match.span()) for match in _ADDRESS.finditer(run.shown))


def _find_abc(runs: Prose) -> Iterator[tuple[Run, Span]]:
    """The uses of ABC for the name of a body, where no text introduces ABC as a short form."""
    places = tuple(runs.having(_ABC))
    if places and not any(runs.having(f"({_ABC}", f"{_ABC})")):
        for run in places:
            yield from ((run, match.span()) for match in _ABC_FOR_NAME.finditer(run.text))


def _find_labels(runs: Prose) -> Iterator[tuple[Run, Span]]:
    """The labels between marks, with these, and between quotation marks."""
    for run in runs.having(*_MARKS):
        for sign, pattern in _LABEL_BETWEEN.items():
            if sign in run.text and run.part in _TEXT:
                yield from ((run, match.span()) for match in pattern.finditer(run.text) if _is_label(match["label"]))
    for run in runs.having("“", "«", "「"):
        yield from ((run, span) for span in find_quotations(run) if _is_quoted_label(run, span))
    for run in runs.having(*_SINGLE_MARKS):
        spans = (match.span() for match in _LABEL_IN_SINGLE_MARKS.finditer(run.text))
        yield from ((run, span) for span in spans if _is_quoted_label(run, span))
    for run in runs:
        yield from ((run, span) for span in _find_marked(run) if run.part in _TEXT and _is_marked_label(run, span))


def _find_marked(run: Run) -> Iterator[Span]:
    """The words in bold or italics, where others stand beside them in a run."""
    if len(run.content) > 1 and any(isinstance(inline, Strong | Emphasis) for inline in run.content):
        place = 0
        for inline in run.content:
            width = len(extract_text((inline,)))
            if isinstance(inline, Strong | Emphasis):
                yield place, place + width
            place += width


def _is_marked_label(run: Run, span: Span) -> bool:
    """Whether words in bold or italics are a label with a capital; before a colon they are one that belongs there."""
    words, following = run.shown[slice(*span)], run.shown[span[1] :]
    is_label = words[:1].isupper() and not following.lstrip().startswith(":") and _is_label(words)
    return is_label and not _MENTION.search(run.cut_before(span[0])) and not _ARTICLE.search(run.cut_before(span[0]))


def is_dummy_name(words: str) -> bool:
    """Whether a name of a setting or a header holds the place of another."""
    return is_no_name(words) or is_dummy_title(words)


def is_dummy_acronym(words: str) -> bool:
    """The same of an acronym; ABC is that of several bodies."""
    return words != _ABC and is_dummy_name(words)


def is_dummy_title(words: str) -> bool:
    """Whether a title or a theme holds the place of another."""
    if _TITLE.fullmatch(words.strip()) or _is_label(words):
        return True
    if _ABC in words and _ABC_FOR_NAME.search(words):
        return True
    letters = _WORD.findall(words.lower())
    may_be = not _LETTERS_OF_DUMMIES.isdisjoint(letters) or any(sign in words for sign in _SIGNS_OF_DUMMIES)
    return may_be and any(_find_in_text(words))


def _find_in_text(words: str) -> Iterator[re.Match[str]]:
    return chain(_NAME.finditer(words), _FIGURE.finditer(words), _PERSON_OR_DAY.finditer(words))


def _is_quoted_label(run: Run, span: Span) -> bool:
    """Whether a quotation is a label in capitals, or XXX, of which nothing says that the word itself is meant."""
    words = run.shown[slice(*span)].strip(_QUOTATION_MARKS)
    is_label = words[:1].upper() == words[:1] and _is_label(words)
    return (is_label or bool(_CROSSES.fullmatch(words))) and not _MENTION.search(run.cut_before(span[0]))


def _is_label(words: str) -> bool:
    """Whether these words say no more than what is to be written in their place."""
    parts = _WORD.findall(words.lower())
    return (
        "." not in words
        and not _LABELS.isdisjoint(parts)
        and all(part in _LABELS or part in _BESIDE_LABELS for part in parts)
    )
