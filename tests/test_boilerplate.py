"""Furniture at the end of articles goes, facts stay: sentences of many houses, each behind the same two paragraphs."""

from __future__ import annotations

import pytest

from checker.readers import read_text

ARTICLE = {
    "de": "Der Rat hat am Donnerstag den Haushalt beschlossen. Zwölf Mitglieder stimmten dagegen.\n\n"
    "Die Kämmerin rechnet mit Verlusten. Das sagte sie nach der Sitzung.",
    "en": "The council passed the budget on Thursday. Twelve members voted against it.\n\n"
    "The treasurer expects losses. She said so after the meeting.",
}

GERMAN_FURNITURE = """
Lesen Sie morgen: Wie der Streit weitergeht.
Alle Hintergründe zur Wahl lesen Sie in unserem Dossier.
Sie haben Hinweise? Dann melden Sie sich bei unserer Redaktion.
Dieser Beitrag wurde am 3. Mai um 18 Uhr aktualisiert.
Mehr aus der Region gibt es täglich in unserer App.
Unser Podcast „Aktenzeichen“ erscheint jeden Freitag, überall, wo es Podcasts gibt.
Was denken Sie? Diskutieren Sie mit!
Wir freuen uns über Leserbriefe.
Testen Sie den Talboten vier Wochen lang kostenlos.
Hat Ihnen der Artikel gefallen? Unterstützen Sie unabhängigen Journalismus.
Hier gehts zum Liveticker.
Folgt uns auf Instagram und verpasst keine Folge!
Gefällt dir unser Blog? Spendier uns einen Kaffee.
© 2025 Talbote Verlag. Alle Rechte vorbehalten.
Die Redaktion behält sich Kürzungen vor.
Transparenzhinweis: Der Autor ist Mitglied der Gewerkschaft.
Der Autor ist Redakteur im Ressort Wirtschaft.
Anna Berg schreibt seit 2010 für den Talboten über Politik.
Redaktion: Anna Berg; Mitarbeit: Jan Holm
Foto: Jan Holm/tnd
(Mit Material der dpa)
Quelle: tnd
Gewinnspiel: Wir verlosen 5 x 2 Karten für das Derby!
TALEXPRESS-Leser wissen mehr: Jetzt Digital-Abo sichern!
Noch mehr Sport: Die Tabelle und alle Ergebnisse auf talsport.example
Unser Newsletter-Tipp: Der Morgen, jeden Werktag um 6 Uhr.
Jetzt Talbote Plus lesen: 1 Monat für 1 Euro.
Korrekturhinweis: In einer früheren Version hieß es, 13 Mitglieder hätten dagegen gestimmt.
Ende der Meldung
Rückfragen an: presse@tal.example
Der nächste Newsletter kommt am Montag.
Sie wollen keine Folge verpassen? Hier können Sie uns abonnieren.
Mehr dazu heute Abend um 20.15 Uhr in unserer Sendung.
Der Ticker ist beendet. Danke fürs Mitlesen!
Das war's für heute, wir melden uns morgen früh wieder.
ANZEIGE – Küchen Meier: Jetzt 20 Prozent auf alles!
""".strip().split("\n")

ENGLISH_FURNITURE = """
Want more? Our podcast drops every Friday.
Follow us on social media for the latest.
The Courier is independently owned. Support us from £3 a month.
Got a tip? Write to tips@courier.example.
Read more: How the council lost its way
This story first appeared in our weekend edition.
Additional reporting by Jane Doe in Bonn.
Jane Doe is the paper's Europe editor.
Editor's note: An earlier version of this article misstated the vote count.
Photograph: Jane Doe/CNW
DON'T MISS: our 12-page football pull-out on Saturday!
BETTING TIP: Back the home side at 5/2. Over-18s only.
Download our app and never miss a goal.
What do you think? Join the debate below.
Comments are closed.
All rights reserved. No reproduction without permission.
Listen to the full interview on our podcast.
Next week: the truth about the bins.
The live blog has now ended. Thanks for following.
Sign up for the Morning Brief.
Copyright 2025 Courier Media Ltd.
Back the Beacon: buy us a coffee.
Sponsored by Tal Kitchens
For more stories like this, become a subscriber.
""".strip().split("\n")

GERMAN_FACTS = """
Die Feuerwehr war bis zum Abend im Einsatz.
Das Verfahren läuft noch.
Wir werden sehen, ob der Plan trägt.
Der Podcast-Anbieter weist die Vorwürfe zurück.
Hinweise nimmt die Polizei unter 0123 456 entgegen.
Die Karten für das Finale sind ausverkauft.
Unsere Stadt hat 40.000 Einwohner, die meisten pendeln.
Wer sein Geld zurückwill, muss bis Freitag einen Antrag stellen.
Das Urteil erscheint im Juni in der Fachpresse.
Der Minister kommentierte den Vorgang nicht.
Ihr Mann überlebte leicht verletzt.
Sie wurde 72 Jahre alt.
Am Mittwoch wird weiter verhandelt.
Der Newsletter des Ministeriums hatte im Mai 300.000 Abonnenten.
Zum Vergleich: 2019 waren es 14 Prozent.
Morgen soll es regnen.
Nächste Woche entscheidet der Senat über den Antrag.
Die nächste Runde ist für Dienstag geplant.
Der Verlag stellt die Zeitung zum Jahresende ein; 120 Beschäftigte verlieren ihren Arbeitsplatz.
„Und wir?“, fragt sie. „Wir zahlen.“
Mehr Informationen will die Bahn am Freitag geben.
Alle Ergebnisse werden am Montag veröffentlicht.
Mehr war nicht zu erfahren.
Du sollst nicht lügen, steht an der Wand.
Ob Sie es glauben oder nicht: Er gewann.
SPORTDIREKTOR Müller schwieg.
Gratis ist das nicht: 40 Euro kostet der Ausweis.
Die App war am Abend wieder erreichbar.
Der Eintritt kostet 5 Euro, Kinder zahlen nichts.
Das Gericht will die Website sperren lassen.
Ob er im Sommer noch hier spielt, weiß nur er selbst.
„Ich habe alles gesagt“, erklärte der Angeklagte und schwieg.
Das Konzert am Freitag fällt aus, Karten behalten ihre Gültigkeit.
Die Ausgabe der Impfstoffe beginnt im Mai.
Morgen um 9 Uhr wird die Verhandlung fortgesetzt.
Für Rückfragen richtete die Stadt ein Bürgertelefon ein.
Die Kommission will ihren Bericht im Herbst veröffentlichen.
Der Aktienkurs gab nach Bekanntgabe um 2 Prozent nach.
Wer Angaben machen kann, soll sich bei der Kripo melden.
Und so bleibt alles beim Alten.
Dann ging das Licht aus.
Die Familie hat unterdessen eine Spendenaktion gestartet.
Wir haben verloren, aber wir geben nicht auf, hieß es in der Kabine.
Der Rat tagt wieder am 12. Mai.
Am Dienstag: Regen. Am Mittwoch: noch mehr Regen.
Unser Land könne sich das leisten, sagte der Kanzler.
Der Film startet am 3. Juli in den Kinos.
Die Ausstellung ist bis 30. September zu sehen, der Eintritt ist frei.
Auf Instagram schrieb sie: „Danke für alles.“
Bei X kommentierte der Präsident den Vorfall mit einem Wort: „Schande.“
Die Zeitung „Le Monde“ hatte zuerst berichtet.
Das Magazin erschien zuletzt mit einer Auflage von 120.000 Exemplaren.
Ihre Kinder sind vier und sieben Jahre alt.
Mehr als 300 Menschen kamen zur Trauerfeier.
Alle anderen Verfahren wurden eingestellt.
Im nächsten Teil des Prozesses geht es um das Motiv.
Nächste Folge dieser Politik ist der Wohnungsmangel.
Der Podcast der beiden Moderatoren wird eingestellt, teilte der Sender mit.
Kostenlos parken darf dort künftig niemand mehr.
Die Website der Bahn war stundenlang nicht erreichbar, auch die App fiel aus.
Der Verein sucht nun einen neuen Trainer.
Auch die Bundeswehr half mit.
Insgesamt 14 Anzeigen gingen bei der Polizei ein.
Er hinterlässt eine Frau und drei Kinder.
Das ist der Stand vom Sonntagabend.
Weitere Ergebnisse: Köln – Bremen 2:1, Mainz – Ulm 0:0.
Die Wahl gilt als Test für den Bund.
Im Handel kostet ein Liter Milch derzeit 1,09 Euro.
Bleibt die Frage, wer das bezahlt.
Was Sie jetzt tun müssen: Ausweis mitbringen und den Bescheid aufheben.
""".strip().split("\n")

ENGLISH_FACTS = """
The trial continues on Monday.
Police have appealed for witnesses.
You could hear the applause from the street.
The app was back online by evening.
Our town has seen worse, the mayor said.
We will see whether it works.
The newsletter had 300,000 subscribers in May.
Tickets cost 40 euros.
Shares in the company fell 3 percent.
Next week the Senate votes on the bill.
The ministry declined to comment.
More results are due on Friday.
The paper, which appears weekly, will close in December.
Text messages between the two were read out in court.
Call records showed the two spoke nine times.
Facebook denied the claims.
She is survived by two sons.
"We won't pay," she said.
He leaves a wife and two children.
The case was adjourned until Thursday.
"We are not giving up," the coach said.
Read the terms of the deal and one thing stands out: nobody pays.
Our children deserve better, she told the crowd.
The next hearing is on May 12.
Tickets for the final sold out in an hour.
The magazine, first published in 1923, sells 40,000 copies.
Support for the party has fallen to 19 percent.
Back in Berlin, nobody was celebrating.
Get this wrong, and the markets will punish you.
Her podcast has two million listeners.
On Instagram she thanked her fans.
The app will be free until June.
More than 300 people attended the funeral.
All other charges were dropped.
Call it luck, call it skill: he won.
The website was down for nine hours.
Next month's vote will decide.
Follow the money, prosecutors say, and it leads to Cyprus.
The company declined to comment on the report, which first appeared in the Financial Times.
She was a reporter for the Guardian before entering politics.
The exhibition runs until September 30 and admission is free.
You could not make it up.
""".strip().split("\n")


def rows(german: list[str], english: list[str]) -> list[tuple[str, str]]:
    return [*(("de", line) for line in german), *(("en", line) for line in english)]


@pytest.mark.parametrize(("language", "line"), rows(GERMAN_FURNITURE, ENGLISH_FURNITURE))
def test_furniture_takes_part_in_nothing(language: str, line: str) -> None:
    """It is dropped, or stands apart as a meta line (credits and notes of correction)."""
    (article,) = read_text(f"{ARTICLE[language]}\n\n{line}\n", path="a.txt")
    apart = [article.body[m.start : m.end] for m in article.marks or () if m.kind.value == "meta"]
    assert article.body == ARTICLE[language] or apart == [line]


@pytest.mark.parametrize(("language", "line"), rows(GERMAN_FACTS, ENGLISH_FACTS))
def test_facts_are_kept(language: str, line: str) -> None:
    (article,) = read_text(f"{ARTICLE[language]}\n\n{line}\n", path="a.txt")
    assert article.body == f"{ARTICLE[language]}\n\n{line}"
