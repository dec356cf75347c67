"""What comes into a note out of Word, Notion, Obsidian, Teams, Slack and mails, for the tables of `typed_forms`."""

from typing import Final

# Below Successes: whose each entry is, and its words.
SPOKEN: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "| Who | What |\n|---|---|\n| Sam | waited |\n| Dana | listened |": (
        ("mentee", "Sam: waited"),
        ("mentor", "Dana: listened"),
    ),
    "| What | Who | When |\n|---|---|---|\n| waited | Sam | Tuesday |\n| sang | | |": (
        ("mentee", "Sam: waited – Tuesday"),
        ("", "sang"),
    ),
    "| Sam | Dana |\n|:---|---|\n| waited | listened |\n| sang | |": (
        ("mentee", "waited"),
        ("mentor", "listened"),
        ("mentee", "sang"),
    ),
    "| Sam | waited |\n|---|---|\n| Dana | listened |": (("mentee", "Sam: waited"), ("mentor", "Dana: listened")),
    "| Success |\n|---|\n| waited |\n| n/a |": (("", "waited"),),
    "**Sam**\n\n| Success |\n|---|\n| waited |": (("mentee", "waited"),),
    "Sam\twaited\nDana\tlistened": (("mentee", "Sam: waited"), ("mentor", "Dana: listened")),
    "Who\tWhat\nSam\twaited": (("mentee", "Sam: waited"),),
    "1.\tSam waited\n2.\tDana listened": (("", "Sam waited"), ("", "Dana listened")),
    "Sam | waited\nDana | listened": (("mentee", "Sam: waited"), ("mentor", "Dana: listened")),
    "> [!success] Sam: waited": (("mentee", "Sam: waited"),),
    "> [!quote]- Sam\n> waited": (("mentee", "waited"),),
    "> [!tip]\n> - Sam: waited": (("mentee", "Sam: waited"),),
    "[3:45 PM] Sam: waited\n[3:46 PM] Dana: listened": (
        ("mentee", "[3:45 PM] Sam: waited"),
        ("mentor", "[3:46 PM] Dana: listened"),
    ),
    "[11/19, 15:45] Sam Sample: waited": (("mentee", "[11/19, 15:45] Sam Sample: waited"),),
    "🎉 Sam: waited\n🎉 Dana: listened": (("mentee", "🎉 Sam: waited"), ("mentor", "🎉 Dana: listened")),
    "==Sam==: waited": (("mentee", "==Sam==: waited"),),
    "Nada": (),
    "- keine": (),
    "rien": (),
    "N.A.": (),
}

# Below Next steps.
STEPS: Final[dict[str, tuple[str, str]]] = {
    "Sam: [ ] call home": ("mentee", ""),
    "- Sam: ☐ call home": ("mentee", ""),
    "**Sam** [ ] call home": ("mentee", ""),
    "Sam - [ ] call home": ("mentee", ""),
    "- [ ]- Sam: call home": ("mentee", ""),
    "- [ ] #task call home 📅 2026-11-20": ("both", "2026-11-20"),
    "- [ ] call home 📅 2026-11-20 #task": ("both", "2026-11-20"),
    "- [ ] call home 🔁 every week 📅 2026-11-20": ("both", "2026-11-20"),
    "- [ ] ==Sam==: ==call home==": ("mentee", ""),
    "- [ ] (A) call home due:2026-11-20": ("both", "2026-11-20"),
    "[3:45 PM] Sam: call home": ("mentee", ""),
    "[11/19, 3:45 PM] Sam Sample: call home": ("mentee", ""),
    "[19.11.26, 15:30:12] Sam: call home": ("mentee", ""),
    "🟢 Sam: call home": ("mentee", ""),
    "➕ Sam: call home": ("mentee", ""),
    "1. ☐ Sam: call home": ("mentee", ""),
    '@"Sam Sample" call home': ("mentee", ""),
    "@Sam, @Dana - call home": ("both", ""),
    "- [ ] call home asap - Sam": ("mentee", ""),
    "- [ ] call home by Fri 11/20": ("both", "2026-11-20"),
    "- [ ] call home ~~by Friday~~ by Monday": ("both", "2026-11-23"),
    "> [!todo]+ Next\n> - [ ] Sam: call home": ("mentee", ""),
    "> [!todo] Sam\n> - [ ] call home": ("mentee", ""),
}
FINISHED: Final = ("☑︎ call home", "[v] call home", "(done) call home")
UNCLEAR_STEPS: Final = (
    "> [!todo] Sam: call home <<",
    "> [!todo] call home <<",
    "Sam: [x] call home <<",
    "- Sam: ☑ call home <<",
    "- [ ] call home\n  - Sam <<",
    "- [ ] call home\n  - due: Friday <<",
    "- [ ] call home\n  - Owner: Sam <<",
    "- [ ] call home. Sam will do it <<",
    "- [ ] **call home** Sam will do it <<",
    "- [ ] call home ~Friday <<",
    "- [ ] call home ⏳ 2026-11-20 <<",
    "- [ ] call home 🛫 2026-11-20 <<",
    "- [ ] call home #sam <<",
    "- [ ] call home [owner:: Sam] <<",
    "- [ ] Sam → call home <<",
    "- [ ] 'Sam' call home <<",
    "- [ ] call home 🙋 Sam <<",
    "- [ ] call home — Sam 👍 <<",
    "- [ ] call home @due(2026-11-20) <<",
    "- [ ] call home {due: Friday} <<",
    "- [ ] call home due Friday or Monday <<",
    "- [ ] call home no later than Friday <<",
    "#todo call home <<",
    "DONE: Sam: call home <<",
    "Next → Sam: call home <<",
    "1.1 Sam: call home <<",
    "Sam wird call home <<",
    "- Sam\tcall home <<",
    "&#9744; Sam: call home <<",
    '<input type="checkbox"> call home <<',
)
NEXT_STEPS_HEADINGS: Final = (
    *("## Nächste Schritte", "### Unsere nächsten Schritte:", "## Aufgaben", "**Zu tun**", "## Próximos pasos"),
    *("## proximos pasos", "## Tareas", "## Prochaines étapes", "## Prochaines etapes", "## À faire", "## Tâches"),
)
SUCCESS_HEADINGS: Final = ("## Erfolge", "## Was gut lief", "## Logros", "## Éxitos", "## exitos", "## Réussites")
GROWTH_HEADINGS: Final = (
    *("## What didn’t go well", "## What could be better?", "## Room to grow"),
    *("## Grows", "## Areas to grow", "### Challenges", "## Growth areas", "**Areas for improvement**"),
    *("## Herausforderungen", "## Áreas de mejora", "## Desafíos", "## Défis", "## Axes d’amélioration"),
)
