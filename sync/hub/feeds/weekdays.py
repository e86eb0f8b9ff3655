"""Words of opening hours in the languages of shops: weekdays, closed, from and to."""

NOON, DAY = 12 * 60, 24 * 60
"""Minutes since midnight."""

DAYS = (
    "mo mon monday mondays lu lun lunedì lunedi montag lundi lunes maandag segunda segunda-feira seg 月",
    (
        "tu tue tues tuesday tuesdays di mar martedì martedi dienstag mardi martes dinsdag terça"
        " terça-feira ter 火"
    ),
    (
        "we wed weds wednesday mi mer mercoledì mercoledi mittwoch mercredi mié mie miércoles miercoles wo"
        " woensdag quarta quarta-feira qua 水"
    ),
    (
        "th thu thur thurs thursday gio giovedì giovedi do donnerstag jeu je jeudi jue jueves donderdag"
        " quinta quinta-feira qui 木"
    ),
    "fr fri friday ven ve venerdì venerdi freitag vendredi vie viernes vr vrijdag sexta sexta-feira sex 金",
    "sa sat saturday sab sabato samstag sonnabend sam samedi sáb sábado sabado za zaterdag 土",
    "su sun sunday dom domenica so sonntag dim dimanche domingo zo zondag 日",
)
GROUPS = (
    (range(7), "daily|everyday|every day|täglich|tutti i giorni|tous les jours|todos los días|todos os dias"),
    (range(7), "dagelijks|毎日|年中無休"),
    (range(5), "weekdays|feriali|werktags|平日"),
    (range(5, 7), "weekend|weekends"),
    ((), "祝|祝日|holidays|festivi|feiertags|feiertage"),
)
"""Words for several weekdays; holidays are none of them."""
KINDS = {
    "closed": "closed chiuso chiusa chiusi geschlossen fermé ferme cerrado cerrada fechado gesloten"
    " 休業 休み 休",
    "rest": "定休日 休業日 riposo ruhetag",
    "to": "to till until through thru bis alle al a à au às até hasta tot から",
    "and": "and und e ed et y en &",
    "": "from von dalle dal dalla de du das desde van hours hrs store opening open openings aperto orario"
    " orari apertura öffnungszeiten geöffnet horaires ouvert horario horarios abierto openingstijden uhr ore"
    " h まで 営業時間 営業 曜日 曜",
}
"""Words by what they do; those of '' say nothing that the hours do not say."""
ALWAYS = ("24/7", "24h/24", "24 hours", "24 ore", "24 stunden", "24 horas", "24 heures", "24時間")
WORDS: dict[str, tuple[str, object]] = {
    **{name: ("days", (day,)) for day, names in enumerate(DAYS) for name in names.split()},
    **{name: ("days", tuple(days)) for days, names in GROUPS for name in names.split("|")},
    **{name: (kind, None) for kind, names in KINDS.items() for name in names.split()},
    **dict.fromkeys(ALWAYS, ("always", None)),
    "noon": ("time", (NOON, "end")),
    "midnight": ("time", (DAY, "end")),
}
