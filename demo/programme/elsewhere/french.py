"""The demo's names in French, made by a machine."""

FRENCH = {
    "Open Doors West Midlands (demo)": "Portes ouvertes, West Midlands (démo)",
    "A demo. The programme, its people and its stories are invented. It is modelled on "
    "MiFriendly Cities, which worked in Coventry, Birmingham and Wolverhampton until 2021.": (
        "Une démo. Le programme, ses gens et ses histoires sont inventés. Elle suit l’exemple de "
        "MiFriendly Cities, qui a travaillé à Coventry, Birmingham et Wolverhampton jusqu’en 2021."
    ),
    "This is a demo and nobody funds it. Its model, MiFriendly Cities, was co-financed by the "
    "European Regional Development Fund through the Urban Innovative Actions initiative.": (
        "Ceci est une démo, et personne ne la finance. Son modèle, MiFriendly Cities, a été "
        "cofinancé par le Fonds européen de développement régional, dans l’initiative Actions "
        "innovatrices urbaines."
    ),
    "Coventry": "Coventry",
    "Birmingham": "Birmingham",
    "Wolverhampton": "Wolverhampton",
    "Housing": "Logement",
    "A safe home, and what makes a house one.": "Un toit sûr, et ce qui en fait un chez-soi.",
    "Healthcare": "Santé",
    "Feeling well, and finding the right help in time.": (
        "Se sentir bien, et trouver la bonne aide à temps."
    ),
    "Employment": "Emploi",
    "Work, skills and own businesses.": "Travail, savoir-faire et petites entreprises.",
    "Active citizenship": "Citoyenneté active",
    "Having a say and doing one's part.": "Donner son avis et faire sa part.",
    "Social enterprise": "Entreprise sociale",
    "A business that earns money and does good.": (
        "Une entreprise qui gagne de l’argent et fait du bien."
    ),
    "Social innovation project": "Projet d’innovation sociale",
    "A new way to solve a problem of the street.": (
        "Une nouvelle façon de résoudre un problème du quartier."
    ),
    "Leads the programme": "Dirige le programme",
    "City partner in Birmingham": "Ville partenaire à Birmingham",
    "City partner in Wolverhampton": "Ville partenaire à Wolverhampton",
    "Looks into what works": "Étudie ce qui marche",
    "Runs the course and pitch days": "Organise la formation et les journées de présentation",
    "Free advice on rights": "Conseils gratuits sur les droits",
    "Jobs, training and workshops": "Emplois, formations et ateliers",
    "Shares what was learnt": "Partage ce qu’on a appris",
    "Led by migrants: stories and newsroom": "Menée par des migrants : histoires et rédaction",
    "Led by migrants: help in Coventry": "Menée par des migrants : aide à Coventry",
    "Led by migrants: help in the Black Country": (
        "Menée par des migrants : aide dans le Black Country"
    ),
    "Paid for the model of this demo": "A payé le modèle de cette démonstration",
    "Organisations in the partnership of the model": "Organisations partenaires du modèle",
    "organisations": "organisations",
    "Coventry City Council, page on the MiFriendly Cities project": (
        "Ville de Coventry, page sur le projet MiFriendly Cities"
    ),
    "People at the launch of the model": "Personnes au lancement du modèle",
    "people": "personnes",
    "Urban Innovative Actions, news on the launch in Coventry, June 2018": (
        "Actions innovatrices urbaines, nouvelle du lancement à Coventry, juin 2018"
    ),
    "People on the first course of the model": "Personnes à la première formation du modèle",
    "People who completed the first course of the model": (
        "Personnes qui ont terminé la première formation du modèle"
    ),
    "Urban Innovative Actions, project news of 12 February 2019": (
        "Actions innovatrices urbaines, nouvelles du projet du 12 février 2019"
    ),
    "Projects that the model set out to support, at most": (
        "Projets que le modèle voulait aider, au plus"
    ),
    "projects": "projets",
    "MiFriendly Cities project journal 5, Urban Innovative Actions, October 2020": (
        "Journal 5 du projet MiFriendly Cities, Actions innovatrices urbaines, octobre 2020"
    ),
    "About MiFriendly Cities, the model of this demo": (
        "Sur MiFriendly Cities, le modèle de cette démo"
    ),
    "Work safely on homes": "Travailler sans danger dans les logements",
    "Six hours about damp, tools and ladders, with somebody who builds.": (
        "Six heures sur l’humidité, les outils et les échelles, avec quelqu’un du bâtiment."
    ),
    "Start your project": "Lancer mon projet",
    "Twenty hours in four weeks: from a first idea to a plan you can pitch.": (
        "Vingt heures en quatre semaines : d’une première idée à un plan à présenter."
    ),
    "First steps": "Premiers pas",
    "Open doors": "Portes ouvertes",
    "Warm homes": "Maisons chaudes",
    "Small tools": "Petits outils",
    "Made in Birmingham": "Fait à Birmingham",
    "Wolverhampton works": "Wolverhampton travaille",
    "Coventry, first cohort": "Coventry, premier groupe",
    "Birmingham, spring": "Birmingham, printemps",
    "Wolverhampton, spring": "Wolverhampton, printemps",
    "Wolverhampton, evenings": "Wolverhampton, le soir",
    "Wolverhampton, mornings": "Wolverhampton, le matin",
    "The Old Post Office, Hillfields": "L’ancienne poste, Hillfields",
    "Lozells Library": "Bibliothèque de Lozells",
    "Heath Town Hub": "Maison de quartier de Heath Town",
    "We pay for your bus. There is a crèche, and lunch is on us.": (
        "Nous payons votre bus. Il y a une crèche, et le repas est offert."
    ),
    "What problem do you solve?": "Quel problème réglez-vous ?",
    "Who pays, and for what?": "Qui paie, et pour quoi ?",
    "Numbers": "Les chiffres",
    "Your pitch": "Votre présentation",
    "Pitch day, Coventry": "Journée de présentation, Coventry",
    "Pitch day, Birmingham": "Journée de présentation, Birmingham",
    "Pitch day, Wolverhampton": "Journée de présentation, Wolverhampton",
    "Need": "Besoin",
    "Is the problem real, and do the people it is for say so?": (
        "Le problème est-il réel, et les gens concernés le disent-ils ?"
    ),
    "Idea": "Idée",
    "Is it clear what will happen, and could it work?": (
        "Ce qui va se passer est-il clair, et cela peut-il marcher ?"
    ),
    "People": "Personnes",
    "Does the person or group know the community and have what it takes?": (
        "La personne ou le groupe connaît-il le quartier, et a-t-il ce qu’il faut ?"
    ),
    "Money": "Argent",
    "Is the budget sensible, and is there a way on after the grant?": (
        "Le budget est-il raisonnable, et le projet peut-il continuer après la subvention ?"
    ),
    "New": "Nouveauté",
    "Does it try something that nobody does here yet?": (
        "Essaie-t-il quelque chose que personne ne fait encore ici ?"
    ),
    "Not there": "Absent",
    "Very weak": "Très faible",
    "Some of it": "En partie",
    "Good enough": "Suffisant",
    "Good": "Bien",
    "Very good": "Très bien",
    "First reading, Coventry": ("Première lecture, Coventry"),
    "First reading, Wolverhampton": ("Première lecture, Wolverhampton"),
    "I keep what I read and hear to myself.\n\nI say whom I know, and keep out of "
    "it.\n\nI give my own marks first, and talk about them after.": (
        "Je garde pour moi ce que je lis et entends.\n\nJe dis qui je connais, et je ne juge "
        "pas son projet.\n\nJe donne d’abord mes propres notes, nous en parlons après."
    ),
    "A repair corner (sample)": ("Un coin réparation (exemple)"),
    "Our street throws away good things. Two of us can repair lamps and kettles. We want "
    "a corner in the library every Saturday. People pay what they can. We need tools for "
    "900 pounds and a cupboard that locks. We asked 30 neighbours: 22 would come.": (
        "Notre rue jette de bonnes choses. Deux d’entre nous savent réparer lampes et "
        "bouilloires. Nous voulons un coin à la bibliothèque chaque samedi. Chacun paie ce "
        "qu’il peut. Il faut 900 livres d’outils et une armoire qui ferme. Sur 30 voisins, "
        "22 viendraient."
    ),
    "A better world (sample)": ("Un monde meilleur (exemple)"),
    "We will help many people in many ways. Everybody needs help. With the money we will "
    "buy a van and see. Later we will ask what people want.": (
        "Nous aiderons beaucoup de gens de beaucoup de façons. Tout le monde a besoin "
        "d’aide. Avec l’argent, nous achèterons une camionnette, puis nous verrons. Plus "
        "tard, nous demanderons aux gens ce qu’ils veulent."
    ),
}
