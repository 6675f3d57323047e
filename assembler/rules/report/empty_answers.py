"""Texts that say no more than that there is nothing to report, in any of the six languages.

A paragraph says that alone if it denies something and all its words are words of such answers or names of who reports
on whom: “We have no activities with this organization in the period”. Any other word is taken for news.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from assembler.model.contribution import Collection, Contribution, Kind
from assembler.model.finding import Fault, make_fault
from assembler.model.nodes import Block, Heading, Table
from assembler.model.text.lazy_regex import Pattern
from assembler.model.text.name_keys import list_names
from assembler.model.text.plain_text import extract_passage_text
from assembler.model.text.word_count import estimate_words

_LONGEST = 300
"""How many characters such an answer has at most."""
_SHORT = 4
"""How many words it has where news stand beside it."""
_DENIALS = """
no not non none nothing nil na neither never without cannot don doesn didn hasn haven hadn isn aren wasn weren outside
rien aucun aucune neant pas sans so hors
nada ningun ninguno ninguna sin nulo nula fuera
нет не ничего нечего никакой никаких никакого отсутствует отсутствуют без вне неприменимо
لا لم لن ليس ليست بدون دون غير خارج
"""
_ANSWERS = """
a about above activities activity additional address addressed agency all also an and any anything applicable applies
apply are area areas as at available be been being below best between biennium body both by can change changes
collaborate collaborated collaboration colleagues comment comments competence concerned concerning conduct conducted
contact contacts contribute contributed contribution contributions cooperate cooperated cooperation covered current
currently cycle data date dear department development developments did direct directly do does done during either end
engage engaged engagement engagements entity entries entry exist existing exists far field fields for formal formally
from further had has have heading here i in information input inputs interact interacted interaction interactions
involve involved involvement is issue issues it its joint jointly kind last least like made major make mandate
mandated matter matters me meaningful mention mentioned moment my new news noteworthy o of offer office on ongoing
operate operational operations or organisation organisations organization organizations other our ours out over part
participate participated participation particular particularly past period place please presence present previous
programme programmes project projects provide provided purview question recent reference regard regarding regards
regret related relates relating relation relations relationship relevant remark remarks report reportable reported
reporting reports respect same say scope section see share shared side significant since so specific specifically
stage still subject submission submit submitted substance substantive such t take taken text thank thanks that the
their theme there therefore these they this those time to took topic under undertake undertaken undertook
unfortunately unit update updates us ve was we were which who wish with within work worked would year years yet you
your

a abstention action actions activite activites ai annee annonce applicable applique apport apports au aucunes autre
aux avait avec avoir avons bureau ce cet cette changement collaboration communiquer concernant concerne concernee
concernes considere consideree contribution contributions cooperation cote cours d dans de declarer des domaine du
durant element elements en entite est ete eu exercice faire fait il information informations jour l la le les leur
lors mandat mene menee mener mentionner n ne nos notre nous nouveau nouveaux nouvel nouvelle nouvelles objet
observation observations ont organisation organisme par part particulier pendant periode pour present presente
presenter projet projets qui rapport rapporter relation relations releve s sa se ses signaler son sujet sur titre
toute transmettre un une y

abarca accion acciones actividad actividades actual al ambito ano aplica aplicable aportacion aportaciones aporte
aportes cabo colaboracion comentario comentarios comunicar con concierne contribucion contribuciones cooperacion
corresponde del desarrollado desarrollo durante el elementos en entidad es esta este existe existen fue fueron ha
haber habido han hay hemos hubo informacion informado informar informe las llevado lo los mandato mismo momento
nosotros novedad novedades nuestra nuestras nuestro nuestros nueva nuevas observaciones oficina organismo organizacion
para parte periodo por presentar presente procede proyecto proyectos que realizada realizadas realizado realizaron
realizo relacion relaciones relevante reportar respecto senalar sobre su sus tenemos tiene tienen tuvo una

активности был была были было в ведомство вклад вклада вклады год года году данная данной данному данные данный данных
действий деятельности деятельность для до доклад доклада докладе доложить за замечаний и изменений имеем имеет имеется
имели имело имеются информации информация исполнении к какой комментариев либо мандат мандата мандату материалов
мероприятий мероприятия мы на нас наш наша нашего нашей нашему нашим нового новой новых о об области организацией
организации организацию организация осуществляла осуществлялась осуществляли осуществлялось от относится отношении
отчет отчета отчете отчетного отчетном отчетный период периода периоде по предоставить предоставления представить
представлению представления применимо применяется проводила проводили проводились проводилось проектов работа работаем
работы с сведений со совместной совместных сообщать сообщить сотрудничества сотрудничество сторона стороны текущем
текущий у управление учреждение эта этим этими этого этой этом этот

ابلاغ اختصاص اختصاصنا اخرى اسهام اسهامات اضافات اضافة اعمال الابلاغ الاسهام الان الانشطة التعاون التقرير التي السنة
العام الفترة المساهمة المشمولة المعلومات المكتب المنظمة الهيئة الولاية انشطة اي اية بالتقرير بشان به بها بهذا بهذه
تعاون تقرير تكن تم تنطبق تنفيذ توجد جانب جانبنا جديد جديدة خارج خلال شي شيء ضمن عام على علي عمل عن عنه عنها فترة في
فيما فيها قبل قبلنا كان كانت لدى لدي لدينا لشيء للابلاغ لهذا لهذه ما مساهمات مساهمة مشاريع مشترك مشتركة مع معلومات
معها مكتب مكتبنا من منا منطبق منظمة منظمتنا نبلغ نتعاون نشارك نشاط نطاق نفيد نود هذا هذه هناك هنالك ولاية ولايتنا
يتعلق يذكر يكن ينطبق يوجد
"""
_CHINESE_DENIALS = frozenset("无無没沒不未")
_CHINESE = frozenset(
    "无無没沒有不未暂暫适適用可报報告汇匯内內容信息资資料活动動合作贡貢献獻意见見补補充更新提供我们們本办辦公室机機构構组組织織"
    "方面今年度在期间間与與和该該的任何此开開展进進行务務相关關目前尚情况況交需要特别別这這个個对對于於从從也任职職权權范範围圍"
)
_DOTTED = Pattern(r"\b([a-z])\s?[./]\s?([a-z])\b\.?")
"""Two letters with points or an oblique, as in “n/a” and “s.o.”."""
_WORD = Pattern(r"\w+")
_SENTENCE_END = Pattern(r"[.!?;。！？；؛؟]\s*|\n+")


def find_nothing_said_in_words(contribution: Contribution, collection: Collection) -> Iterator[Fault]:
    """A text, or what stands below a heading of it, says no more than that there is nothing to report.

    Why: these words would be printed as a paragraph of the report, and the entity would be asked to clear them. It is
    looked for in all six languages.

    Wrong: the paragraph `Nothing to report.` under `status: submitted`
    Right: `status: nothing-to-report` in the header, and no text
    """
    denials = {
        place: sentences for place, block in enumerate(contribution.blocks) if (sentences := _read_denial(block))
    }
    if not denials:
        return
    names = _list_own_words(contribution, collection)
    answers = [
        place for place, sentences in denials.items() if all(_is_of_answers(words, names) for words in sentences)
    ]
    numbered = enumerate(contribution.blocks)
    by_part = groupby(numbered, key=lambda placed: isinstance(placed[1], Heading))
    parts = [{place for place, _ in part} for is_head, part in by_part if not is_head]
    is_all = contribution.kind is Kind.ENTITY and sum(map(len, parts)) == len(answers)
    for part in parts:
        for block in (contribution.blocks[place] for place in answers if place in part):
            words = extract_passage_text((block,)).strip()
            if part.issubset(answers) or estimate_words(words) <= _SHORT:
                yield _make_fault(block, words, is_all=is_all)


def _make_fault(block: Block, words: str, *, is_all: bool) -> Fault:
    if is_all:
        message = "The whole text is “{words}”, which would be printed."
        hint = "Write “status: nothing-to-report” in the header and delete the words."
        word_hint = "Delete the words, and tick the box “nothing to report” in the form."
        return make_fault(block.source, message, hint, word_hint=word_hint, words=words)
    message = "“{words}” says that there is nothing to report, but would be printed as a paragraph."
    hint = "Delete the words, and the heading above if no other text follows."
    return make_fault(block.source, message, hint, words=words)


def _read_denial(block: Block) -> Sequence[list[str]]:
    """The words of each sentence of a short block in which one of them denies something; nothing of other blocks."""
    if isinstance(block, Table | Heading):
        return ()
    text = extract_passage_text((block,))
    if len(text) > _LONGEST:
        return ()
    folded = _DOTTED.sub(r"\1\2", _fold(text))
    if not _denies(_WORD.findall(folded)):
        return ()
    return [words for sentence in _SENTENCE_END.split(folded) if (words := _WORD.findall(sentence))]


def _denies(words: list[str]) -> bool:
    return not _fold_denials().isdisjoint(words) or not _CHINESE_DENIALS.isdisjoint("".join(words))


def _is_of_answers(words: list[str], names: frozenset[str]) -> bool:
    answers = _fold_answers()
    return all(word in answers or word in names or word.isdigit() or _CHINESE.issuperset(word) for word in words)


@cache
def _fold_denials() -> frozenset[str]:
    """The words that deny."""
    return frozenset(_fold(_DENIALS).split())


@cache
def _fold_answers() -> frozenset[str]:
    """All words of such answers."""
    return _fold_denials().union(_fold(_ANSWERS).split())


def _list_own_words(contribution: Contribution, collection: Collection) -> frozenset[str]:
    """The words in the names of who reports on whom."""
    header, vocabulary = contribution.header, collection.vocabulary
    organizations = (vocabulary.organizations.get(name) for name in (header.organization, *header.also))
    items = (vocabulary.entities.get(header.entity), *organizations)
    return frozenset(word for item in items if item for name in list_names(item) for word in _WORD.findall(_fold(name)))


def _fold(text: str) -> str:
    """The text in small letters, without accents."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.casefold())
    for accent in filter(unicodedata.combining, set(folded)):
        folded = folded.replace(accent, "")
    return folded
