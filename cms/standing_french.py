"""The standing pages in French, made by a machine: a native speaker has not read them yet."""

from .standing_words import Words

PAGES = {
    "HOME": Words(
        "Accueil",
        "De l’argent, une formation et un mentor pour qui veut lancer un beau projet dans sa "
        "ville.",
        extra={"heading": "Les bonnes idées grandissent sur le chemin qu’on fait ensemble"},
        machine_made=True,
    ),
    "CALLS": Words(
        "Appels à projets",
        "Un appel à projets, c’est le moment où vous pouvez demander une subvention. Voici ce qui "
        "est ouvert.",
        machine_made=True,
    ),
    "STORIES": Words(
        "Histoires",
        "Des gens racontent ce qu’ils ont lancé, ce qui a bien marché et ce qui a été dur.",
        machine_made=True,
    ),
    "PROJECTS": Words(
        "Projets",
        "Ce que des gens lancent avec une subvention. Chacun décide si son projet est montré.",
        machine_made=True,
    ),
    "EVENTS": Words(
        "Événements",
        "Des jours pour se rencontrer, apprendre et poser des questions. Sans compte.",
        machine_made=True,
    ),
    "IMPACT": Words(
        "Ce que nous avons atteint",
        "Nos promesses, à côté de ce qui s’est passé jusqu’ici. Chaque chiffre a sa date et sa "
        "source.",
        machine_made=True,
    ),
    "NEWS": Words(
        "Actualités",
        "Ce qui est nouveau dans le programme, le plus récent en premier.",
        machine_made=True,
    ),
    "RESOURCES": Words(
        "Ressources",
        "Des guides, des formulaires et des modèles à lire, imprimer et partager, en plusieurs "
        "langues.",
        machine_made=True,
    ),
    "JOURNALS": Words(
        "Journaux",
        "Ce que le programme voit et apprend, mois après mois. Un gros plan regarde une chose de "
        "près.",
        machine_made=True,
    ),
    "LESSONS": Words(
        "Leçons",
        "Ce qui était dur, ce que nous avons fait, et ce que cela a donné.",
        machine_made=True,
    ),
    "PARTNERS": Words(
        "Partenaires et financeurs",
        "Qui travaille au programme, et qui le paie.",
        machine_made=True,
    ),
    "PRIVACY": Words(
        "Vos données",
        "Ce que nous savons de vous, qui le voit, et ce que vous pouvez faire.",
        "<h2>Ce que nous gardons</h2>"
        "<p>Si vous lisez seulement ce site, nous ne gardons rien sur vous. Personne ne vous suit "
        "et rien n’est chargé chez d’autres entreprises.</p>"
        "<p>Si vous demandez une place à un événement, nous gardons votre nom, votre adresse et "
        "vos besoins.</p>"
        "<p>Si vous candidatez, nous gardons ce que vous écrivez : votre nom, votre adresse "
        "e-mail, vos réponses et vos fichiers. Si vous recevez une subvention, nous gardons aussi "
        "l’accord et ce qui a été payé.</p>"
        "<p>Nous ne demandons pas votre nationalité et ne gardons pas de copie de vos papiers de "
        "séjour.</p>"
        "<h2>Qui le voit</h2><ul>"
        "<li>L’équipe du programme dans votre ville lit votre candidature.</li>"
        "<li>Les membres du jury lisent vos réponses. Ils ne voient ni votre e-mail ni votre "
        "téléphone.</li>"
        "<li>Votre mentor voit votre projet, pas vos coordonnées bancaires.</li></ul>"
        "<p>Chaque fois qu’une personne de l’équipe ouvre votre candidature, c’est noté.</p>"
        "<h2>Cookies</h2>"
        "<p>Nous utilisons de petits cookies, et seulement les nôtres. Aucun ne vous suit "
        "ailleurs. Plus bas sur cette page, chacun est nommé, avec son but et sa durée.</p>"
        "<h2>Histoires</h2>"
        "<p>Nous racontons votre histoire seulement si vous êtes d’accord. Vous choisissez le nom "
        "que nous montrons. Vous recevez un lien privé : avec lui, vous pouvez retirer votre "
        "histoire à tout moment, sans dire pourquoi.</p>"
        "<h2>Vos droits</h2>"
        "<p>Vous pouvez demander ce que nous savons de vous, faire corriger une erreur ou demander "
        "de tout effacer. Parlez à une personne de l’équipe de {programme}. {lead} répond de vos "
        "données.</p>",
        machine_made=True,
    ),
    "ACCESSIBILITY": Words(
        "Accessibilité",
        "Tout le monde doit pouvoir utiliser ce site. Voici ce que nous faisons, et ce qui manque.",
        "<h2>Ce qui marche</h2><ul>"
        "<li>Vous pouvez tout faire avec le clavier seul.</li>"
        "<li>Vous pouvez agrandir le texte quatre fois. Rien n’est coupé.</li>"
        "<li>Le site marche sur un petit téléphone et sans scripts.</li>"
        "<li>Si votre appareil est en mode sombre, les pages sont sombres.</li>"
        "<li>Les images utiles ont une description. Les graphiques ont un tableau.</li>"
        "<li>Les pages en arabe vont de droite à gauche.</li></ul>"
        "<h2>Comment nous vérifions</h2>"
        "<p>Notre but est la norme WCAG 2.2, niveau AA. Un programme cherche les erreurs "
        "fréquentes chaque fois que nous changeons le site. Nous le regardons aussi sur un "
        "téléphone et l’utilisons au clavier. Personne de l’extérieur n’a encore vérifié le "
        "site.</p>"
        "<h2>Ce qui manque</h2><ul>"
        "<li>Une machine a traduit les mots des autres langues. Les pages que personne n’a encore "
        "lues le disent.</li>"
        "<li>Il n’y a pas encore de vidéos en langue des signes ni de version facile à lire.</li>"
        "</ul><h2>Dites-le-nous</h2>"
        "<p>Si quelque chose ne marche pas pour vous, dites-le à une personne de l’équipe de "
        "{programme}. Vous pouvez aussi candidater avec l’aide de quelqu’un, sur papier ou par "
        "téléphone.</p>",
        machine_made=True,
    ),
}
