"""Invented people and projects, put together from parts."""

# fmt: off
FIRST = [
    "Amal", "Bilal", "Chiara", "Dawit", "Elena", "Farid", "Grace", "Hana", "Idris", "Jamila",
    "Kofi", "Leila", "Marek", "Nadia", "Omar", "Petra", "Qasim", "Rosa", "Samir", "Tala",
    "Usman", "Vera", "Wanda", "Ximena", "Yusuf", "Zahra", "Abebe", "Bruna", "Dilan", "Emeka",
    "Fatou", "Goran",
]
LAST = [
    "Adair", "Bekele", "Castell", "Dorani", "Ekwe", "Farhat", "Gashi", "Halabi", "Ilinca",
    "Jovan", "Karim", "Lungu", "Mbeki", "Nowak", "Okoro", "Petrov", "Qaderi", "Rahimi", "Sesay",
    "Tesfay", "Umarov", "Vidal", "Wasik", "Yilmaz", "Zewde", "Amiri", "Balogun", "Ceesay",
]
PLACES = [
    "Hillfields", "Foleshill", "Radford", "Canley", "Stoke", "Tile", "Sparkbrook", "Handsworth",
    "Aston", "Lozells", "Bilston", "Penn", "Whitmore", "Fallings", "Blakenhall",
]
# fmt: on
THINGS = (
    "kitchen garden",
    "repair café",
    "sewing room",
    "bike workshop",
    "choir",
    "market stall",
    "reading club",
    "football hour",
    "job club",
    "story van",
    "phone line",
    "furniture yard",
    "translation desk",
    "cookery school",
    "health walk",
    "radio hour",
)
NEEDS = (
    "Families on our street do not know where to ask for help.",
    "Young people finish school and find no first job.",
    "People wait months for a doctor and understand little of what they are told.",
    "Good things are thrown away while neighbours have empty rooms.",
    "Many of us are skilled, and nobody looks at our certificates.",
)
IDEAS = (
    "We open our doors twice a week, teach what we know, and sell what we make.",
    "We pair each person with somebody who has walked the same way before.",
    "We hire a room, buy the tools once, and lend them to everybody.",
    "We start small with one group and train its members to lead the next.",
)
HELPED = (
    "About forty families in the first year.",
    "Twenty young people, and later their friends.",
    "Women who are at home with small children.",
    "Everybody in the block, new or not.",
)
SPENDING = (
    "Tools 1,200, rent 1,400, training 900, insurance 300.",
    "Machines 2,000, material 800, a stall for ten markets 700.",
    "Travel 600, interpreters 900, a laptop 500, print 200.",
)
COMMENTS = (
    "Clear about the need; the budget is thin.",
    "Strong team, knows the street well.",
    "Good idea, too many things at once.",
    "Would like to hear more about the second year.",
)
SUMMARIES = (
    "We went through the numbers and planned the next market.",
    "Talked about the lease and who to ask at the council.",
    "Two new volunteers. We made a plan for their first month.",
)
