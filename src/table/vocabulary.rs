//! The words by which columns are told: headers and answers in French and English, folded as
//! `fold_label` folds (`formats.md` 4.2 rules 9 to 11 are their source).

/// Headers of columns that name or locate one person.
#[rustfmt::skip]
pub(super) const PERSONAL: [&str; 58] = [
    "ipaddr", "ip address", "ipaddress", "ip", "adresse ip", "refurl", "referrer", "referer",
    "referring url", "token", "seed", "user agent", "useragent", "email", "e-mail", "e-mail address",
    "email address", "adresse e-mail", "adresse email", "adresse mail", "mail", "courriel",
    "recipientemail", "first name", "firstname", "last name", "lastname", "surname", "full name",
    "fullname", "name", "your name", "nom", "prénom", "prenom", "votre nom", "votre prénom",
    "nom de famille", "nom et prénom", "nom complet", "recipientfirstname", "recipientlastname", "phone",
    "phone number", "telephone", "téléphone", "mobile", "portable", "numéro de téléphone", "custom data",
    "custom data 1", "externalreference", "external reference", "externaldatareference", "locationlatitude",
    "locationlongitude", "network id", "nom d'utilisateur",
];

/// Headers of a survey tool's bookkeeping.
#[rustfmt::skip]
pub(super) const ADMINISTRATIVE: [&str; 44] = [
    "submitdate", "startdate", "start date", "enddate", "end date", "datestamp", "lastpage",
    "startlanguage", "collector id", "collectorid", "recordeddate", "recorded date", "start date (utc)",
    "submit date (utc)", "stage date (utc)", "distributionchannel", "distribution channel", "userlanguage",
    "user language", "duration (in seconds)", "interviewtime", "horodateur", "timestamp", "date created",
    "date modified", "submitted at", "submission id", "respondent id", "collector", "date de soumission",
    "dernière page", "langue de départ", "date de lancement", "date de la dernière action", "stoptime",
    "starttime", "start time", "end time", "completion time", "heure de début", "heure de fin",
    "durée totale", "survey id", "filter_$",
];

/// Bookkeeping of survey tools under names that mean something else elsewhere.
#[rustfmt::skip]
pub(super) const TOOL_ONLY: [&str; 15] = [
    "tags", "status", "statut", "progress", "progression", "finished", "terminé", "response type", "ending",
    "date", "response status", "duration", "durée", "url", "last page",
];

/// Answers that tell what stays off unless allowed, whatever the column is called.
#[rustfmt::skip]
pub(super) const SENSITIVE_ANSWERS: [&str; 40] = [
    "straight", "gay", "lesbian", "bisexual", "heterosexual", "homosexual", "hétérosexuel", "homosexuel",
    "bisexuel", "lesbienne", "gay/bisexual", "queer", "protestant", "catholic", "muslim", "jewish", "hindu",
    "buddhist", "atheist", "agnostic", "catholique", "musulman", "juif", "protestante", "bouddhiste",
    "athée", "democrat", "republican", "strong democrat", "strong republican", "white", "black", "hispanic",
    "asian", "african american", "caucasian", "native american", "latino", "non-white", "pacific islander",
];

/// Words of headers about politics, religion, health, orientation, origin and unions.
#[rustfmt::skip]
pub(super) const SENSITIVE: [&str; 44] = [
    "religion", "religious", "religieux", "religieuse", "relig", "denom", "denomination", "church", "foi",
    "croyance", "politics", "political", "politique", "party", "partyid", "vote", "voted", "voting",
    "parti", "orientation", "sexuality", "sexual", "sexuelle", "lgbt", "lgbtq", "race", "race2", "racethn4",
    "racethn", "ethnicity", "ethnic", "ethnie", "hispanic", "health", "santé", "handicap", "disability",
    "illness", "maladie", "union", "syndicat", "syndical", "trade-union", "pregnant",
];

/// Words of headers that ask who somebody is.
#[rustfmt::skip]
pub(super) const DEMOGRAPHIC: [&str; 73] = [
    "age", "âge", "sex", "sexe", "gender", "genre", "region", "région", "country", "pays", "city", "ville",
    "location", "income", "revenu", "revenus", "rincome", "salary", "salaire", "education", "educ", "educ3",
    "educ4", "diplôme", "diplome", "études", "job", "profession", "occupation", "métier", "spc", "csp",
    "pcs", "employment", "emploi", "marital", "matrimonial", "married", "children", "kids", "enfants",
    "household", "foyer", "ménage", "state", "département", "departement", "commune", "housing", "logement",
    "sector", "secteur", "company", "entreprise", "seniority", "ancienneté", "age3", "ageq", "birth",
    "naissance", "nationality", "nationalité", "language", "langue", "student", "retired", "zipcode", "zip",
    "postcode", "statut", "habitat", "taille", "race",
];

/// Answers that tell who somebody is, whatever the column is called.
#[rustfmt::skip]
pub(super) const WHO_ANSWERS: [&str; 64] = [
    "male", "female", "man", "woman", "homme", "femme", "m", "f", "married", "divorced", "widowed",
    "never married", "separated", "single", "marié", "divorcé", "veuf", "célibataire", "pacsé", "en couple",
    "employed", "unemployed", "retired", "student", "self-employed", "employed, working full-time",
    "employed, working part-time", "not employed-retired", "not employed, student", "full-time",
    "part-time", "employé", "cadre", "ouvrier", "retraité", "étudiant", "sans emploi",
    "en recherche d'emploi", "artisan", "agriculteur", "indépendant", "profession intermédiaire",
    "has children", "no children", "california", "texas", "florida", "new york", "illinois",
    "île-de-france", "hauts-de-france", "bretagne", "normandie", "occitanie", "nouvelle-aquitaine",
    "grand est", "pays de la loire", "auvergne-rhône-alpes", "south atlantic", "pacific",
    "east north central", "middle atlantic", "west south central", "mountain",
];

/// Words of questions about what people want.
#[rustfmt::skip]
pub(super) const GOALS: [&str; 18] = [
    "goal", "goals", "objectif", "objectifs", "want", "wants", "attente", "attentes", "expect",
    "expectations", "motivation", "motivations", "besoin", "besoins", "need", "needs", "souhait",
    "souhaitez",
];

/// Words of questions about what bothers them.
#[rustfmt::skip]
pub(super) const FRUSTRATIONS: [&str; 22] = [
    "frustration", "frustrations", "frein", "freins", "barrier", "barriers", "problem", "problems",
    "problème", "problèmes", "difficulté", "difficultés", "worry", "worries", "annoy", "annoys", "irritant",
    "irritants", "obstacle", "obstacles", "gêne", "complaint",
];

/// Words of questions about how they are reached.
#[rustfmt::skip]
pub(super) const CHANNELS: [&str; 25] = [
    "channel", "channels", "canal", "canaux", "contact", "media", "médias", "média", "réseaux", "network",
    "networks", "instagram", "facebook", "tiktok", "youtube", "twitter", "linkedin", "newsletter",
    "podcast", "radio", "tv", "presse", "informed", "informez", "réseau",
];

/// Words of questions about where and with what they live.
#[rustfmt::skip]
pub(super) const ENVIRONMENTS: [&str; 16] = [
    "device", "appareil", "equipment", "équipement", "équipements", "housing", "logement", "home",
    "domicile", "software", "logiciel", "tool", "tools", "outil", "outils", "phone",
];

/// Words of questions about what they think.
#[rustfmt::skip]
pub(super) const ATTITUDES: [&str; 21] = [
    "feel", "think", "important", "importance", "agree", "accord", "opinion", "satisfied", "satisfait",
    "satisfaction", "like", "prefer", "préférez", "préférence", "favorably", "view", "fan", "image",
    "confiance", "trust", "perception",
];
