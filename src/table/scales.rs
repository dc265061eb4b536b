//! The scales themselves, from low to high (`formats.md` section 5.2 is their source).

/// A step of a scale: its French and English wordings, the usual one first, already folded as
/// [`fold_label`] folds.
pub(super) struct Step {
    pub fr: &'static [&'static str],
    pub en: &'static [&'static str],
}

const fn step(fr: &'static [&'static str], en: &'static [&'static str]) -> Step {
    Step { fr, en }
}

#[rustfmt::skip]
const AGREEMENT: [Step; 5] = [
    step(
        &["pas du tout d'accord", "pas d'accord du tout", "totalement en désaccord", "fortement en désaccord"],
        &["strongly disagree", "completely disagree", "totally disagree"],
    ),
    step(
        &["plutôt pas d'accord", "pas vraiment d'accord", "pas d'accord", "peu d'accord", "en désaccord", "plutôt en désaccord"],
        &["disagree", "somewhat disagree", "tend to disagree"],
    ),
    step(
        &["ni d'accord ni pas d'accord", "ni d'accord, ni pas d'accord", "neutre", "ni en accord ni en désaccord", "sans avis"],
        &["neither agree nor disagree", "neutral", "undecided"],
    ),
    step(
        &["plutôt d'accord", "d'accord", "assez d'accord"],
        &["agree", "somewhat agree", "tend to agree"],
    ),
    step(
        &["tout à fait d'accord", "totalement d'accord", "entièrement d'accord", "très d'accord", "fortement d'accord"],
        &["strongly agree", "completely agree", "totally agree"],
    ),
];

#[rustfmt::skip]
const FREQUENCY: [Step; 8] = [
    step(
        &["jamais"],
        &["never", "never, and not open to it", "never, but open to it"],
    ),
    step(
        &["presque jamais"],
        &["almost never", "hardly ever", "seldom"],
    ),
    step(
        &["rarement"],
        &["rarely"],
    ),
    step(
        &["parfois", "occasionnellement", "de temps en temps", "quelquefois"],
        &["sometimes", "once in a while", "occasionally", "about half the time"],
    ),
    step(
        &["souvent", "régulièrement", "fréquemment"],
        &["often", "frequently", "usually", "regularly"],
    ),
    step(
        &["très souvent"],
        &["very often"],
    ),
    step(
        &["presque toujours"],
        &["almost always"],
    ),
    step(
        &["toujours", "systématiquement", "tout le temps"],
        &["always", "all the time"],
    ),
];

#[rustfmt::skip]
const RATE: [Step; 13] = [
    step(
        &["jamais"],
        &["never"],
    ),
    step(
        &["moins d'une fois par an"],
        &["less than once a year"],
    ),
    step(
        &["une fois par an"],
        &["once a year"],
    ),
    step(
        &["plusieurs fois par an", "quelques fois par an"],
        &["a few times a year", "several times a year"],
    ),
    step(
        &["tous les trois mois", "une fois par trimestre"],
        &["every three months", "once a quarter"],
    ),
    step(
        &["moins d'une fois par mois"],
        &["less than once a month"],
    ),
    step(
        &["une fois par mois"],
        &["once a month", "monthly"],
    ),
    step(
        &["plusieurs fois par mois", "quelques fois par mois"],
        &["a few times a month", "several times a month"],
    ),
    step(
        &["moins d'une fois par semaine"],
        &["less than once a week"],
    ),
    step(
        &["une fois par semaine"],
        &["once a week", "weekly"],
    ),
    step(
        &["plusieurs fois par semaine", "quelques fois par semaine"],
        &["a few times a week", "more than once a week", "several times a week"],
    ),
    step(
        &["tous les jours", "une fois par jour", "chaque jour"],
        &["every day", "daily", "once a day"],
    ),
    step(
        &["plusieurs fois par jour"],
        &["several times a day"],
    ),
];

#[rustfmt::skip]
const SATISFACTION: [Step; 5] = [
    step(
        &["pas du tout satisfait", "très insatisfait", "très mécontent"],
        &["very dissatisfied", "extremely dissatisfied", "extremely unsatisfied", "very unsatisfied", "not at all satisfied"],
    ),
    step(
        &["plutôt pas satisfait", "peu satisfait", "pas satisfait", "insatisfait", "plutôt insatisfait", "mécontent"],
        &["dissatisfied", "unsatisfied", "somewhat dissatisfied", "slightly satisfied"],
    ),
    step(
        &["ni satisfait ni insatisfait", "neutre", "moyennement satisfait"],
        &["neither satisfied nor dissatisfied", "neutral", "moderately satisfied"],
    ),
    step(
        &["plutôt satisfait", "satisfait", "assez satisfait"],
        &["satisfied", "somewhat satisfied"],
    ),
    step(
        &["très satisfait", "tout à fait satisfait", "totalement satisfait"],
        &["very satisfied", "extremely satisfied", "completely satisfied"],
    ),
];

#[rustfmt::skip]
const IMPORTANCE: [Step; 6] = [
    step(
        &["pas du tout important", "sans importance", "aucune importance"],
        &["not at all important", "unimportant", "not important"],
    ),
    step(
        &["peu important", "pas très important", "plutôt pas important"],
        &["slightly important", "not too important", "not very important", "not so important", "of little importance"],
    ),
    step(
        &["moyennement important", "ni important ni pas important", "neutre"],
        &["moderately important", "neutral", "somewhat important"],
    ),
    step(
        &["important", "assez important", "plutôt important"],
        &["important", "fairly important"],
    ),
    step(
        &["très important"],
        &["very important"],
    ),
    step(
        &["essentiel", "extrêmement important", "primordial", "indispensable"],
        &["extremely important", "essential", "critical"],
    ),
];

#[rustfmt::skip]
const LIKELIHOOD: [Step; 5] = [
    step(
        &["très improbable", "certainement pas", "sûrement pas", "pas du tout probable"],
        &["very unlikely", "extremely unlikely", "definitely not", "not at all likely"],
    ),
    step(
        &["plutôt improbable", "peu probable", "probablement pas", "improbable"],
        &["unlikely", "somewhat unlikely", "probably not", "not very likely", "not so likely"],
    ),
    step(
        &["ni probable ni improbable", "peut-être", "neutre", "indécis"],
        &["neither likely nor unlikely", "neutral", "maybe", "might or might not"],
    ),
    step(
        &["plutôt probable", "probable", "probablement", "assez probable"],
        &["likely", "somewhat likely", "probably"],
    ),
    step(
        &["très probable", "extrêmement probable", "certainement", "oui certainement", "oui, certainement", "à coup sûr"],
        &["very likely", "extremely likely", "definitely"],
    ),
];

#[rustfmt::skip]
const FAVOUR: [Step; 5] = [
    step(
        &["très défavorable"],
        &["very unfavorably", "very unfavourably", "very unfavorable", "very unfavourable"],
    ),
    step(
        &["plutôt défavorable", "défavorable"],
        &["somewhat unfavorably", "somewhat unfavourably", "somewhat unfavorable", "unfavorable", "unfavourable"],
    ),
    step(
        &["ni favorable ni défavorable", "neutre"],
        &["neither favorably nor unfavorably (neutral)", "neither favorably nor unfavorably", "neither favorable nor unfavorable", "neutral"],
    ),
    step(
        &["plutôt favorable", "favorable"],
        &["somewhat favorably", "somewhat favourably", "somewhat favorable", "favorable", "favourable"],
    ),
    step(
        &["très favorable"],
        &["very favorably", "very favourably", "very favorable", "very favourable"],
    ),
];

#[rustfmt::skip]
const AMOUNT: [Step; 5] = [
    step(
        &["pas du tout", "rien du tout", "rien", "aucun"],
        &["not at all", "nothing at all", "none at all", "nothing", "none"],
    ),
    step(
        &["un peu", "peu", "très peu"],
        &["a little", "only a little", "not much", "a little bit", "slightly"],
    ),
    step(
        &["moyennement", "modérément"],
        &["some", "somewhat", "moderately", "a moderate amount"],
    ),
    step(
        &["beaucoup", "assez"],
        &["a lot", "quite a bit", "quite a lot", "very much"],
    ),
    step(
        &["énormément", "tout à fait"],
        &["a great deal", "extremely", "completely"],
    ),
];

#[rustfmt::skip]
const QUALITY: [Step; 5] = [
    step(
        &["très mauvais", "très mauvaise", "très mal"],
        &["very poor", "very bad", "terrible"],
    ),
    step(
        &["mauvais", "mauvaise", "mal", "plutôt mauvais", "plutôt mauvaise"],
        &["poor", "bad"],
    ),
    step(
        &["moyen", "moyenne", "passable", "correct", "correcte"],
        &["fair", "average", "ok", "okay", "acceptable"],
    ),
    step(
        &["bon", "bonne", "bien", "plutôt bon", "plutôt bonne"],
        &["good"],
    ),
    step(
        &["très bon", "très bonne", "très bien", "excellent", "excellente"],
        &["very good", "excellent"],
    ),
];

#[rustfmt::skip]
const SCHOOLING: [Step; 9] = [
    step(
        &["aucun diplôme", "sans diplôme"],
        &["no diploma", "no schooling", "none"],
    ),
    step(
        &["brevet", "brevet des collèges", "primaire", "certificat d'études"],
        &["did not complete high school", "less than high school", "less than high school degree", "primary", "primary school"],
    ),
    step(
        &["cap", "bep", "cap/bep", "cap, bep", "cap ou bep"],
        &["high school or less", "lt high school"],
    ),
    step(
        &["bac", "baccalauréat", "niveau bac", "secondaire", "lycée"],
        &["high school", "high school degree", "high school diploma", "high school or g.e.d", "high school or ged", "secondary", "secondary school", "high school graduate"],
    ),
    step(
        &["bac+1", "études supérieures sans diplôme"],
        &["some college", "some college or associate degree", "some college, no degree"],
    ),
    step(
        &["bac+2", "bac +2", "bts", "dut", "bts, dut", "bts/dut"],
        &["associate's degree", "associate degree", "junior college"],
    ),
    step(
        &["bac+3", "bac +3", "licence", "bac+3/4", "bac+3/+4", "bac +3/4", "supérieur", "bac+4", "bac +4"],
        &["bachelor degree", "bachelor's degree", "bachelor", "college graduate", "college or more", "tertiary", "college degree"],
    ),
    step(
        &["bac+5", "bac +5", "master", "bac+5 et plus", "bac +5 et plus", "bac+5 ou plus"],
        &["graduate degree", "post graduate degree", "postgraduate degree", "master's degree", "master degree", "master", "graduate"],
    ),
    step(
        &["doctorat", "bac+8"],
        &["doctorate", "phd", "doctoral degree"],
    ),
];

#[rustfmt::skip]
const MONTHS: [Step; 12] = [
    step(&["janvier", "janv", "jan"], &["january", "jan"]),
    step(&["février", "fevrier", "févr", "fevr", "fév", "fev"], &["february", "feb"]),
    step(&["mars", "mar"], &["march", "mar"]),
    step(&["avril", "avr"], &["april", "apr"]),
    step(&["mai"], &["may"]),
    step(&["juin", "jun"], &["june", "jun"]),
    step(&["juillet", "juil", "jul"], &["july", "jul"]),
    step(&["août", "aout", "aoû", "aou"], &["august", "aug"]),
    step(&["septembre", "sept", "sep"], &["september", "sept", "sep"]),
    step(&["octobre", "oct"], &["october", "oct"]),
    step(&["novembre", "nov"], &["november", "nov"]),
    step(&["décembre", "decembre", "déc", "dec"], &["december", "dec"]),
];

#[rustfmt::skip]
const WEEKDAYS: [Step; 7] = [
    step(&["lundi", "lun"], &["monday", "mon"]),
    step(&["mardi", "mar"], &["tuesday", "tues", "tue"]),
    step(&["mercredi", "merc", "mer"], &["wednesday", "weds", "wed"]),
    step(&["jeudi", "jeu"], &["thursday", "thurs", "thur", "thu"]),
    step(&["vendredi", "vend", "ven"], &["friday", "fri"]),
    step(&["samedi", "sam"], &["saturday", "sat"]),
    step(&["dimanche", "dim"], &["sunday", "sun"]),
];

/// Every scale, the more particular first (labels such as "neutral" belong to several).
pub(super) const SCALES: [(&str, &[Step]); 12] = [
    ("agreement", &AGREEMENT),
    ("rate", &RATE),
    ("frequency", &FREQUENCY),
    ("satisfaction", &SATISFACTION),
    ("importance", &IMPORTANCE),
    ("likelihood", &LIKELIHOOD),
    ("favour", &FAVOUR),
    ("quality", &QUALITY),
    ("schooling", &SCHOOLING),
    ("amount", &AMOUNT),
    ("calendar", &MONTHS),
    ("calendar", &WEEKDAYS),
];
