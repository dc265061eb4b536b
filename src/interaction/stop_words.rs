//! Words that say nothing of a subject, French and English, and of the net.

/// Sorted, so that a look-up is a binary search.
pub(super) const STOP_WORDS: &[&str] = &[
    "a", "about", "above", "afin", "after", "again", "against", "ah", "ai", "aie", "aient", "aies",
    "ailleurs", "ainsi", "ait", "all", "almost", "alors", "also", "although", "always", "am",
    "amp", "an", "and", "any", "anyone", "anything", "après", "are", "aren", "as", "assez", "at",
    "au", "aucun", "aucune", "aujourd", "auquel", "aura", "aurai", "auraient", "aurais", "aurait",
    "auras", "aurez", "auriez", "aurions", "aurons", "auront", "aussi", "aussitôt", "autre",
    "autres", "aux", "auxquelles", "auxquels", "avaient", "avais", "avait", "avant", "avec",
    "avez", "aviez", "avions", "avoir", "avons", "ayant", "ayez", "ayons", "bah", "be", "beaucoup",
    "because", "been", "before", "being", "below", "between", "bien", "bon", "bonjour", "bonsoir",
    "both", "bref", "but", "by", "c", "can", "cannot", "cant", "car", "cc", "ce", "ceci", "cela",
    "celle", "celles", "celui", "cependant", "certain", "certaine", "certaines", "certains", "ces",
    "cet", "cette", "ceux", "chaque", "chez", "ci", "com", "combien", "comme", "comment", "contre",
    "coucou", "could", "couldn", "d", "dans", "de", "dedans", "dehors", "demain", "depuis", "des",
    "desquelles", "desquels", "dessous", "dessus", "deux", "devant", "devrait", "did", "didn",
    "dire", "dit", "do", "does", "doesn", "doing", "dois", "doit", "doivent", "don", "donc",
    "done", "dont", "down", "du", "duquel", "during", "dès", "déjà", "each", "either", "elle",
    "elles", "else", "en", "encore", "enfin", "entre", "envers", "es", "est", "et", "eu", "eue",
    "eues", "eurent", "eus", "eusse", "eussent", "eut", "eux", "even", "ever", "every", "eûmes",
    "faire", "fait", "faites", "faut", "fera", "few", "fois", "font", "for", "fr", "from",
    "furent", "further", "fut", "fûmes", "get", "gets", "getting", "go", "goes", "going", "gone",
    "got", "grâce", "gt", "had", "hadn", "has", "hasn", "have", "haven", "having", "he", "hein",
    "hello", "her", "here", "hers", "herself", "hey", "hi", "hier", "him", "himself", "his",
    "hors", "how", "however", "http", "https", "hui", "hélas", "i", "ici", "if", "il", "ils", "im",
    "in", "into", "is", "isn", "isnt", "it", "its", "itself", "ive", "j", "jamais", "je", "jusqu",
    "jusque", "just", "juste", "know", "l", "la", "laquelle", "le", "lequel", "les", "lesquelles",
    "lesquels", "let", "leur", "leurs", "like", "ll", "lol", "lorsqu", "lorsque", "lt", "lui",
    "là", "m", "ma", "made", "mais", "make", "malgré", "many", "may", "maybe", "mdr", "me",
    "merci", "mes", "mieux", "might", "mine", "moi", "moins", "mon", "more", "most", "much",
    "must", "mustn", "my", "myself", "même", "mêmes", "n", "nbsp", "ne", "need", "neither", "net",
    "never", "ni", "no", "nobody", "non", "none", "nor", "nos", "not", "nothing", "notre", "nous",
    "now", "nôtre", "nôtres", "of", "off", "often", "oh", "ok", "okay", "on", "once", "one",
    "only", "ont", "onto", "or", "org", "other", "others", "ou", "ouais", "oui", "our", "ours",
    "ourselves", "out", "over", "own", "où", "par", "parce", "parfois", "parmi", "pas", "pendant",
    "per", "perhaps", "personne", "peu", "peut", "peuvent", "peux", "please", "plus", "plusieurs",
    "plutôt", "point", "pour", "pourquoi", "pouvez", "pouvoir", "presque", "près", "puis",
    "puisqu", "puisque", "qu", "quand", "que", "quel", "quelle", "quelles", "quelqu", "quelque",
    "quelques", "quels", "qui", "quite", "quoi", "quoique", "rather", "re", "really", "rien", "rt",
    "s", "sa", "said", "sais", "sait", "salut", "same", "sans", "say", "says", "se", "see", "seem",
    "seems", "sera", "serai", "seraient", "serais", "serait", "seras", "serez", "seriez",
    "serions", "serons", "seront", "ses", "seulement", "shall", "shan", "she", "should", "shouldn",
    "si", "sien", "sienne", "siennes", "siens", "since", "sinon", "so", "soi", "soient", "sois",
    "soit", "some", "someone", "something", "sommes", "son", "sont", "sous", "souvent", "still",
    "stp", "such", "suis", "sur", "surtout", "svp", "t", "ta", "tandis", "tant", "te", "tel",
    "telle", "tellement", "telles", "tels", "tes", "than", "thank", "thanks", "that", "thats",
    "the", "their", "theirs", "them", "themselves", "then", "there", "these", "they", "thing",
    "things", "this", "those", "though", "through", "thus", "to", "together", "toi", "ton", "too",
    "toujours", "tous", "tout", "toute", "toutes", "toward", "towards", "trop", "très", "tu", "un",
    "under", "une", "until", "up", "upon", "us", "use", "va", "vais", "vas", "ve", "vers", "very",
    "veulent", "veut", "veux", "via", "viens", "vient", "voici", "voilà", "voir", "vont", "vos",
    "votre", "vous", "vraiment", "vu", "vôtre", "vôtres", "was", "wasn", "way", "we", "well",
    "were", "weren", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose",
    "why", "will", "with", "within", "without", "won", "would", "wouldn", "www", "y", "yeah",
    "yes", "yet", "you", "your", "youre", "yours", "yourself", "yourselves", "à", "ça", "étaient",
    "étais", "était", "étant", "état", "étiez", "étions", "été", "êtes", "être",
];

#[cfg(test)]
mod tests {
    use super::STOP_WORDS;

    #[test]
    fn the_list_is_sorted_and_without_repeats() {
        assert!(STOP_WORDS.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
