"""Another language is named rather than misread; English in any dress stays English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.reading.parsing.languages import recognise

SAMPLES = {
    "French": "Le gouvernement a suspendu les livraisons après la fin du forum, et il ne dit pas "
    "quand elles seront reprises dans ce port qui est fermé par une tempête.",
    "German": "Die Regierung hat die Lieferungen nach dem Ende des Treffens ausgesetzt, und es ist "
    "nicht bekannt, wann sie wieder beginnen und ob das auch für den Hafen gilt.",
    "Spanish": "El gobierno suspendió los envíos después del foro y no dijo cuándo se reanudarán, "
    "pero una parte de la flota fue enviada al sur por su seguridad.",
    "Italian": "Il governo ha sospeso le consegne dopo il vertice e non ha detto quando sono "
    "previste, ma la flotta è stata mandata nel sud per una ragione di sicurezza.",
    "Portuguese": "O governo suspendeu as entregas depois do encontro e não disse quando são "
    "retomadas, mas uma parte da frota foi mandada ao sul para sua segurança.",
    "Dutch": "De regering heeft de leveringen na het einde van de top gestaakt, maar er is niet "
    "bekend wanneer zij door een ander land worden hervat en voor wie het geldt.",
    "Polish": "Rząd wstrzymał dostawy po zakończeniu forum, ale nie jest znany termin, w którym "
    "będą wznowione, oraz jak się to stało przez jego błąd.",
    "Czech": "Vláda zastavila dodávky po skončení fóra, ale není známo, kdy se obnoví, protože "
    "podle ministra jsou závislé na tom, které státy je podpoří za rok.",
    "Turkish": "Hükümet forumdan sonra sevkiyatı durdurdu ve bu karar için bir açıklama yapmadı, "
    "ancak daha sonra olan gelişmeler ile çok şey değişti.",
    "Swedish": "Regeringen har stoppat leveranserna efter mötet och det är inte känt när de ska "
    "börja igen, men ett skepp som var på väg till hamnen har vänt om.",
    "Indonesian or Malay": "Pemerintah menghentikan pengiriman minyak setelah forum itu dan tidak "
    "akan memulai lagi dalam waktu dekat, karena kapal yang ada telah pergi untuk perbaikan.",
    "Romanian": "Guvernul a oprit livrările după forum și nu a spus când vor fi reluate, dar o "
    "parte din flotă este trimisă în sud pentru mai multă siguranță, care este necesară.",
    "Hungarian": "A kormány leállította a szállításokat, és nem mondta meg, hogy mikor indulnak "
    "újra, de az egy olyan kérdés volt, amely már csak a miniszter szerint fontos.",
    "Finnish": "Hallitus on keskeyttänyt toimitukset, ja hän sanoi että se ei ole vielä tiedossa "
    "kun ne alkavat, mutta myös muut maat ovat mukaan tulossa jos tarve on.",
    "Vietnamese": "Chính phủ đã tạm dừng các chuyến hàng và không cho biết khi nào được nối lại, "
    "một phần của hạm đội là với những người trong vùng này.",
    "Russian": "Правительство приостановило отгрузку, и было неизвестно, когда она начнётся.",
    "Ukrainian": "Уряд призупинив поставки, і його рішення є тимчасовим, каже їхній речник.",
    "Persian": "دولت پس از نشست محموله های نفت را متوقف کرد و گفت که چنین تصمیمی گرفته است",
    "Greek": "Η κυβέρνηση ανέστειλε τις αποστολές μετά το φόρουμ",
    "Korean": "정부는 포럼이 끝난 뒤 석유 수송을 중단했다",
    "Georgian": "მთავრობამ ფორუმის შემდეგ ნავთობის მიწოდება შეაჩერა",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_language_is_named(language: str) -> None:
    assert recognise(SAMPLES[language]).name == language
    assert not recognise(SAMPLES[language]).english


def test_english_with_foreign_names_stays_english() -> None:
    text = "Le Monde and Die Zeit wrote that the mayor of Los Angeles met Van der Bellen in La Paz."
    assert recognise(text).english
    assert recognise(
        "Bahram Qassemi, Ministry spokesman, strongly condemned attacks on " * 3
    ).english


def test_news_sentences_in_english_are_not_refused(shared: Path) -> None:
    texts = [
        json.loads(line)["text"]
        for name in ("news_dev", "plover_dev", "factuality_dev")
        for line in (shared / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(texts) > 2000
    assert [text for text in texts if not recognise(text).english] == []


@settings(max_examples=150)
@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    language = recognise(text)
    assert language.name
    assert language.english == (language.name == "English")


def test_two_sentences_are_enough_to_tell() -> None:
    text = (
        "Nordland hat am Montag zwei Gesandte aus Sudria ausgewiesen. Sudria rief daraufhin "
        "seinen Botschafter aus der Hauptstadt zurück, wie das Ministerium mitteilte."
    )
    assert recognise(text).name == "German"
