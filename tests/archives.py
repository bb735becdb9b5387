"""Made-up archives for bulk reading: reports between states, reports of other things, another language, broken ones."""

from __future__ import annotations

import json

STATES = ("Kasachstan", "Usbekistan", "Kirgisistan", "Tadschikistan", "Aserbaidschan", "Georgien")
ELSE = (
    "Der Stadtrat von Kleinhausen hat am Abend über den neuen Radweg beraten. Die Arbeiten sollen im Mai beginnen.",
    "Das Handballspiel der Damen endete vor vollen Rängen mit einem knappen Sieg. Die Trainerin lobte ihre Torhüterin.",
    "Nach dem Sturm der vergangenen Nacht hat die Feuerwehr neun umgestürzte Bäume von den Straßen geräumt.",
)
ENGLISH = "The council of the small town has met in the evening and talked about the new road that is to be built."


def record(number):
    """A report; every fifth is about two states, some of these without a date."""
    if number % 5:
        return {"id": f"n{number}", "text": f"Meldung {number}\n\n{ELSE[number % len(ELSE)]}"}
    one, other = STATES[number % 6], STATES[(number // 6 + number + 1) % 6]
    other = other if other != one else "Armenien"
    text = (
        f"Handel wächst\n\nDer Handelsumsatz zwischen {one} und {other} stieg 2023 auf {number + 2} Mio. US-Dollar. "
        f"Beide Seiten unterzeichneten ein Abkommen über den Bau eines Kraftwerks für {number + 3} Mio. Euro."
    )
    date = {"published": f"2024-05-{number % 28 + 1:02}"} if number % 10 else {}
    return {"id": f"n{number}", "text": text, **date}


def write_archive(path, count, broken=()):
    """A JSONL of ``count`` reports; the lines of ``broken`` stand between them."""
    lines = [json.dumps(record(number), ensure_ascii=False) for number in range(count)]
    for line in broken:
        lines.insert(len(lines) // 2, line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
