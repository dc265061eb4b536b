//! What people of the café write: French, invented.

/// First names of handles.
pub const FIRST_NAMES: [&str; 64] = [
    "lea", "sam", "ines", "hugo", "nora", "paul", "zoe", "adam", "lina", "theo", "emma", "malo",
    "jade", "noe", "rose", "liam", "anna", "yanis", "lou", "axel", "mila", "remi", "alix", "ilyes",
    "celia", "basile", "maya", "oscar", "nina", "simon", "elsa", "karim", "clara", "jules",
    "sofia", "enzo", "agathe", "bilal", "louise", "marin", "apolline", "tom", "salome", "gabin",
    "fatou", "victor", "manon", "amir", "juliette", "felix", "margot", "rayan", "suzanne", "leon",
    "capucine", "isaac", "blanche", "nael", "romane", "marius", "heloise", "tiago", "garance",
    "aaron",
];

/// Nicknames of handles.
pub const NICKNAMES: [&str; 48] = [
    "moulin",
    "noisette",
    "canal",
    "beffroi",
    "citadelle",
    "braderie",
    "gaufre",
    "velours",
    "percolo",
    "tasse",
    "filtre",
    "braise",
    "brume",
    "terril",
    "houblon",
    "wazem",
    "deule",
    "pavé",
    "cassonade",
    "chicoree",
    "mousse",
    "crema",
    "arome",
    "vapeur",
    "cerise",
    "tablier",
    "comptoir",
    "faluche",
    "maroilles",
    "speculoos",
    "carillon",
    "estaminet",
    "ducasse",
    "geant",
    "dentelle",
    "tisserand",
    "jardin",
    "verger",
    "ruche",
    "galet",
    "dune",
    "cormoran",
    "ardoise",
    "brique",
    "lanterne",
    "tandem",
    "guidon",
    "quai",
];

/// Levels of agreement, from low to high.
pub const AGREEMENT: [&str; 5] = [
    "Pas du tout d'accord",
    "Plutôt pas d'accord",
    "Ni d'accord ni pas d'accord",
    "Plutôt d'accord",
    "Tout à fait d'accord",
];
/// How often somebody comes to the shop.
pub const VISITS: [&str; 5] = [
    "Jamais",
    "Une fois par mois",
    "Plusieurs fois par mois",
    "Une fois par semaine",
    "Plusieurs fois par semaine",
];
/// How often somebody orders online.
pub const ONLINE: [&str; 5] = [
    "Jamais",
    "Une fois par an",
    "Plusieurs fois par an",
    "Une fois par mois",
    "Plusieurs fois par mois",
];
/// How often somebody comes to a tasting.
pub const TASTING: [&str; 5] = ONLINE;

/// Sentences of respondents, by planted persona.
pub const VERBATIMS: [[&str; 5]; 4] = [
    [
        "Je veux que mon café arrive avant que le paquet soit vide, c'est tout.",
        "Le matin j'ai deux minutes, pas dix.",
        "L'abonnement m'évite d'y penser, sauf quand il a trois jours de retard.",
        "Prévenez-moi par SMS quand le colis part, le reste je ne le lis pas.",
        "Si c'est plus cher et plus lent, je retourne au supermarché.",
    ],
    [
        "Je voudrais savoir qui a cultivé ce que je bois.",
        "L'atelier sur les fermentations m'a fait changer de moulin.",
        "Dès qu'un lot me plaît, il est en rupture.",
        "Racontez davantage la ferme et l'altitude, moins les promotions.",
        "Je règle ma mouture chaque dimanche, conseillez-moi.",
    ],
    [
        "Un sachet consigné, et je prends deux kilos de plus.",
        "Payer le juste prix, oui, mais montrez ce que touche le producteur.",
        "Le vélo cargo du mardi, gardez-le.",
        "Trop de plastique autour d'un café bio, cela n'a pas de sens.",
        "Avec l'association on commande à quinze, facilitez les achats groupés.",
    ],
    [
        "Le samedi on repart faute de place, c'est dommage.",
        "C'est notre point de rendez-vous depuis deux ans.",
        "Je viens pour les gens, le café est un prétexte.",
        "Une grande table et une prise, et je reste l'après-midi.",
        "J'offre vos coffrets à tout le monde à Noël.",
    ],
];

/// Posts of the brand: format, subject, words.
pub const BRAND_POSTS: [(&str, &str, &str); 12] = [
    (
        "photo",
        "origine",
        "Nouveau lot : un Sidamo lavé, notes de jasmin et de bergamote. Il vient de sortir du torréfacteur 🌱 #origine",
    ),
    (
        "photo",
        "atelier",
        "Samedi, atelier latte art : il reste quatre places au comptoir. #atelier",
    ),
    (
        "vidéo",
        "preparation",
        "Trois gestes pour un filtre doux réussi, en une minute. #preparation",
    ),
    (
        "photo",
        "boutique",
        "La terrasse de Wazemmes rouvre demain matin, gaufres comprises ☀️",
    ),
    (
        "carrousel",
        "engagement",
        "Combien touche la coopérative ? Nos prix d'achat, ligne par ligne. #transparence",
    ),
    (
        "vidéo",
        "torrefaction",
        "Dans la torréfaction ce matin : premier crack à neuf minutes.",
    ),
    (
        "photo",
        "abonnement",
        "Abonnés : le colis de ce mois part mardi, suivi envoyé par SMS. #abonnement",
    ),
    (
        "carrousel",
        "recyclage",
        "Rapportez vos sachets : la consigne est ouverte dans les deux boutiques ♻️ #zerodechet",
    ),
    (
        "photo",
        "equipe",
        "Derrière le bar aujourd'hui : l'équipe vous attend avec un espresso du Honduras.",
    ),
    (
        "photo",
        "etudes",
        "Révisions : café filtre à volonté jusqu'à 20 h, prises à toutes les tables. #revisions",
    ),
    (
        "vidéo",
        "origine",
        "Visite à la ferme de Huehuetenango : la récolte commence. #origine",
    ),
    (
        "photo",
        "cadeau",
        "Les coffrets dégustation sont prêts, trois origines et un carnet. #cadeau",
    ),
];
/// The brand's contests.
pub const CONTEST: &str =
    "Concours ! Gagnez un an de café : abonnez-vous, commentez et partagez 🎁 #concours";
/// The brand on a new product, in January.
pub const CASCARA: &str =
    "La cascara arrive : infusion de cerises de café, rafraîchissante et sans amertume. #cascara";

/// What people of each community talk about.
pub const CHATTER: [[&str; 8]; 5] = [
    [
        "Un espresso au comptoir avant le marché de Wazemmes, le dimanche commence bien.",
        "Qui est sur la terrasse ce midi ? La gaufre du jour est à la cassonade.",
        "Le quartier change, mais ce comptoir reste le meilleur rendez-vous du Vieux-Lille.",
        "Brunch en famille, la petite a adoré le chocolat de @cafelumen ☕",
        "Après la braderie, un café en terrasse avec les voisins.",
        "Belle ambiance au comptoir, on y croise tout le quartier.",
        "La place était pleine, on a partagé la grande table avec des voisins.",
        "Rendez-vous au beffroi puis café, comme chaque samedi.",
    ],
    [
        "Enfin une rosetta propre, la mousse de lait tient jusqu'au bout 🥛",
        "Mon tulip du matin : pichet de 35 cl, lait entier, buse un trou.",
        "Quelle buse vapeur prenez-vous pour une micro-mousse fine ?",
        "Le secret d'un cygne en latte art, c'est le poignet, pas le lait.",
        "Essai au lait d'avoine : la mousse se sépare, dommage pour la rosetta.",
        "Entraînement latte art avant l'ouverture, douze tasses et un cœur 🤍",
        "Un pichet froid et une buse bien purgée, la texture change tout.",
        "Bravo pour ce tulip, la mousse est brillante !",
    ],
    [
        "Sidamo lavé en V60, 92 degrés, mouture moyenne : jasmin et bergamote.",
        "Le Huehuetenango nature est plus fruité que le lavé, à goûter.",
        "Quelle altitude pour ce Bourbon ? La fermentation est superbe.",
        "Torréfaction claire, premier crack à 8 min 40, développement court.",
        "Extraction à 21 pour cent, l'acidité du Kenya ressort mieux.",
        "Cupping ce soir, cinq terroirs à l'aveugle, le Yirgacheffe gagne.",
        "Mon moulin conique me donne trop de fines pour le filtre.",
        "Ce lot anaérobie a des notes de fraise, quelle origine !",
    ],
    [
        "Sachet consigné rapporté, un kilo en vrac dans le bocal ♻️",
        "Le marc de café va au compost du jardin partagé.",
        "Commerce équitable : on veut voir le prix payé à la coopérative.",
        "Livraison à vélo cargo, zéro plastique, ça c'est du sérieux.",
        "Achat groupé avec l'association : quinze kilos, un seul carton.",
        "Tasse réutilisable obligatoire, le jetable c'est fini.",
        "Un café bio emballé dans du plastique, cela reste un déchet.",
        "La consigne marche, notre ressourcerie récupère les bocaux.",
    ],
    [
        "Partiel demain, je campe près de la prise avec un café filtre.",
        "Qui révise au café cet après-midi ? Il reste une table et le wifi.",
        "Mémoire rendu, tournée de cappuccinos pour la promo 🎓",
        "Le tarif étudiant tient encore, merci pour la bibliothèque d'à côté.",
        "Groupe de révision à 17 h, prenez vos fiches et vos chargeurs.",
        "Le wifi est lent mais le café filtre à volonté sauve ma licence.",
        "Rattrapages : je vis entre la bibliothèque et ce comptoir.",
        "Colocation cherche moka pour semaine de partiels.",
    ],
];

/// Questions to the brand.
pub const QUESTIONS: [&str; 10] = [
    "@cafelumen bonjour, à quelle heure fermez-vous samedi soir ?",
    "@cafelumen quand revient le Sidamo lavé ?",
    "@cafelumen peut-on rapporter les sachets consignés à Fives ?",
    "@cafelumen quelle mouture conseillez-vous pour une cafetière italienne ?",
    "@cafelumen reste-t-il des places pour l'atelier ?",
    "@cafelumen mon code d'abonnement ne marche pas, que faire ?",
    "@cafelumen faites-vous un tarif pour les associations ?",
    "@cafelumen peut-on changer l'adresse de livraison avant mardi ?",
    "@cafelumen avez-vous du décaféiné en grains ?",
    "@cafelumen prenez-vous les réservations pour huit personnes ?",
];
/// Complaints to the brand.
pub const COMPLAINTS: [&str; 8] = [
    "@cafelumen mon colis a quatre jours de retard et personne ne répond.",
    "@cafelumen encore une rupture sur l'origine que j'avais commandée, c'est pénible.",
    "@cafelumen sachet percé à l'arrivée, la moitié du café dans le carton.",
    "@cafelumen facturé deux fois ce mois-ci, merci de rembourser.",
    "@cafelumen quarante minutes d'attente samedi soir et plus une place assise.",
    "@cafelumen le suivi dit livré, je n'ai rien reçu.",
    "@cafelumen mouture trop fine alors que j'avais demandé pour piston.",
    "@cafelumen le service client renvoie toujours le même message.",
];
/// Praise of the brand.
pub const PRAISE: [&str; 10] = [
    "Toujours aussi bon chez @cafelumen, merci à l'équipe du comptoir !",
    "J'ai fait goûter @cafelumen à mes collègues, trois abonnements de plus 😊",
    "Si vous cherchez un filtre doux, allez voir @cafelumen.",
    "Un an d'abonnement @cafelumen et pas une tasse ratée.",
    "Merci @cafelumen pour les conseils, mon extraction est enfin réussie.",
    "Le meilleur comptoir de Lille, c'est @cafelumen ❤️",
    "@cafelumen a repris mes sachets consignés, bravo.",
    "Belle découverte hier à l'atelier de @cafelumen.",
    "Je recommande @cafelumen les yeux fermés.",
    "@cafelumen, votre Huehuetenango est superbe ce mois-ci.",
];
/// How ambassadors help others.
pub const HELP: [&str; 8] = [
    "Pour l'italienne, prends une mouture un peu plus fine que le piston.",
    "Ils ferment à 20 h le samedi, je viens d'y passer.",
    "Essaie 60 grammes par litre, à 93 degrés, cela devrait aller.",
    "Le code se saisit dans ton compte, onglet abonnement.",
    "La consigne est acceptée dans les deux boutiques.",
    "Écris-leur en message privé avec ton numéro, ils répondent le matin.",
    "Rince bien le filtre avant, l'amertume disparaît.",
    "Il reste des places pour l'atelier de mardi, je me suis inscrite.",
];
/// How the brand answers.
pub const ANSWERS: [&str; 8] = [
    "Bonjour, nous regardons cela tout de suite, merci de votre patience.",
    "Merci pour votre message ! La réponse est dans votre boîte.",
    "Nous sommes désolés, un nouveau colis part demain.",
    "Avec plaisir, à bientôt au comptoir ☕",
    "Bonne question : mouture moyenne, 93 degrés.",
    "Le Sidamo revient la semaine prochaine.",
    "Oui, dans les deux boutiques, aux heures d'ouverture.",
    "Merci, l'équipe est ravie de vous lire !",
];
/// Critics.
pub const CRITIQUES: [&str; 6] = [
    "@cafelumen parle de transparence mais ne publie que deux origines sur six.",
    "Toujours du plastique chez @cafelumen, malgré les promesses.",
    "@cafelumen augmente ses prix sans un mot d'explication.",
    "La consigne de @cafelumen : un sachet sur dix revient, demandez les chiffres.",
    "Service en baisse chez @cafelumen, je ne recommande plus.",
    "@cafelumen efface les critiques ? J'attends toujours une réponse.",
];
/// Contest hunters.
pub const HUNTS: [&str; 5] = [
    "Je participe ! 🤞 #concours",
    "Je tente ma chance, j'invite mes amis #concours",
    "Participation faite, merci pour ce concours 🎁",
    "Partagé et commenté, bonne chance à tous #concours",
    "Quel beau lot, je participe #concours",
];
/// Fans of one day.
pub const FADS: [&str; 5] = [
    "Première visite chez @cafelumen, incroyable !!",
    "@cafelumen je suis fan, je veux tout goûter 😍",
    "Mais ce café !! @cafelumen c'est fou",
    "@cafelumen la plus belle découverte de ma vie",
    "Je reviens demain @cafelumen, promis !",
];
/// Short comments.
pub const COMMENTS: [&str; 10] = [
    "Superbe 👏",
    "Je passe demain",
    "Ça donne envie",
    "Merci pour le partage",
    "On y était hier, très bon moment",
    "Bien vu",
    "Tellement d'accord",
    "Je note l'adresse",
    "Quelle belle photo",
    "À tester ce week-end",
];
/// Talk of January's new product.
pub const CASCARA_TALK: [&str; 5] = [
    "La cascara de @cafelumen, on dirait un thé à la cerise, j'adore.",
    "Quelqu'un a goûté la cascara ? Bien fraîche avec un zeste.",
    "Cascara glacée après le sport, excellente idée.",
    "Trop d'attente pour la cascara, rupture dès lundi.",
    "Recette : cascara, eau pétillante, citron.",
];
/// What the farm writes.
pub const BOUGHT: [&str; 4] = [
    "Top compte 🔥",
    "Super contenu !",
    "Incroyable 👏👏",
    "Le meilleur compte",
];
