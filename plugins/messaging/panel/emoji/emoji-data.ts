/** An emoji group as `emoji name|aliases` entries. Names follow the Unicode character names. */
export const emojiGroups = {
  smileys:
    '😀 grinning;😃 smiling with open mouth;😄 smiling with open mouth and smiling eyes;' +
    '😁 grinning with smiling eyes;😆 smiling with open mouth and tightly-closed eyes;' +
    '😅 smiling with open mouth and cold sweat|sweat_smile;🤣 rolling on the floor laughing|rofl lol;' +
    '😂 tears of joy|joy lol laugh;🙂 slightly smiling|smile;🙃 upside-down;🫠 melting;😉 winking|wink;' +
    '😊 smiling with smiling eyes|blush smile;😇 smiling with halo;' +
    '🥰 smiling with smiling eyes and three hearts;😍 smiling with heart-shaped eyes|heart_eyes love;' +
    '🤩 grinning with star eyes;😘 face throwing a kiss;😗 kissing;☺️ white smiling;' +
    '😚 kissing with closed eyes;😙 kissing with smiling eyes;🥲 smiling with tear;' +
    '😋 face savouring delicious food;😛 stuck-out tongue;😜 stuck-out tongue and winking eye;' +
    '🤪 grinning with one large and one small eye;😝 stuck-out tongue and tightly-closed eyes;' +
    '🤑 money-mouth;🤗 hugging;🤭 smiling with smiling eyes and hand covering mouth;' +
    '🫢 open eyes and hand over mouth;🫣 peeking eye;🤫 finger covering closed lips;' +
    '🤔 thinking|thinking hmm;🫡 saluting|salute;🤐 zipper-mouth;🤨 one eyebrow raised;😐 neutral;' +
    '😑 expressionless;😶 face without mouth;🫥 dotted line;😏 smirking;😒 unamused;🙄 rolling eyes;' +
    '😬 grimacing|grimace;🤥 lying;😌 relieved;😔 pensive;😪 sleepy;🤤 drooling;😴 sleeping|sleep tired;' +
    '😷 medical mask;🤒 thermometer;🤕 head-bandage;🤢 nauseated;🤮 open mouth vomiting;🤧 sneezing;' +
    '🥵 overheated;🥶 freezing;🥴 uneven eyes and wavy mouth;😵 dizzy;' +
    '🤯 shocked with exploding head|mind_blown;🤠 cowboy hat;🥳 party horn and party hat|party;' +
    '🥸 disguised;😎 smiling with sunglasses|cool;🤓 nerd;🧐 monocle;😕 confused;🫤 diagonal mouth;' +
    '😟 worried;🙁 slightly frowning;☹️ white frowning;😮 open mouth|wow open_mouth;😯 hushed;' +
    '😲 astonished;😳 flushed;🥺 pleading eyes;🥹 face holding back tears;😦 frowning with open mouth;' +
    '😧 anguished;😨 fearful;😰 open mouth and cold sweat;😥 disappointed but relieved;😢 crying|sad cry;' +
    '😭 loudly crying|sob cry;😱 face screaming in fear|scream;😖 confounded;😣 persevering;' +
    '😞 disappointed;😓 cold sweat;😩 weary;😫 tired;🥱 yawning;😤 look of triumph;😡 pouting;😠 angry;' +
    '🤬 serious withs covering mouth;😈 smiling with horns;👿 imp;💀 skull|skull dead;' +
    '☠️ skull and crossbones;💩 pile of poo|poop;🤡 clown;👹 japanese ogre;👺 japanese goblin;' +
    '👻 ghost|ghost;👽 extraterrestrial alien;👾 alien monster;🤖 robot|robot bot;' +
    '😺 smiling cat with open mouth;😸 grinning cat with smiling eyes;😹 cat with tears of joy;' +
    '😻 smiling cat with heart-shaped eyes;😼 cat with wry smile;😽 kissing cat with closed eyes;' +
    '🙀 weary cat;😿 crying cat;😾 pouting cat;🙈 see-no-evil monkey|see_no_evil;🙉 hear-no-evil monkey;' +
    '🙊 speak-no-evil monkey',
  people:
    '👋 waving hand|wave hello hi bye;🤚 raised back of hand;🖐️ raised hand with fingers splayed;' +
    '✋ raised hand;🖖 raised hand with part between middle and ring fingers;🫱 rightwards hand;' +
    '🫲 leftwards hand;👌 ok hand|ok;🤌 pinched fingers;🤏 pinching hand;✌️ victory hand|peace;' +
    '🤞 hand with index and middle fingers crossed;🫰 hand with index finger and thumb crossed;' +
    '🤟 i love you hand;🤘 sign of the horns;🤙 call me hand;👈 white left pointing backhand index;' +
    '👉 white right pointing backhand index;👆 white up pointing backhand index;' +
    '👇 white down pointing backhand index;☝️ white up pointing index;🫵 index pointing at the viewer;' +
    '👍 thumbs up|+1 thumbsup yes ok agree;👎 thumbs down|-1 thumbsdown no;✊ raised fist;👊 fisted hand;' +
    '🤛 left-facing fist;🤜 right-facing fist;👏 clapping hands|clap bravo;' +
    '🙌 person raising both hands in celebration|raised_hands hooray;🫶 heart hands;👐 open hands;' +
    '🤲 palms up together;🤝 handshake|handshake deal;🙏 person with folded hands|pray thanks please;' +
    '✍️ writing hand;💅 nail polish;🤳 selfie;💪 flexed biceps|muscle strong;🦾 mechanical arm;👂 ear;' +
    '👃 nose;🧠 brain;🫀 anatomical heart;👀 eyes|eyes look;👅 tongue;👄 mouth;👶 baby;🧒 child;👦 boy;👧 girl;' +
    '🧑 adult;👨 man;👩 woman;🧓 older adult;👴 older man;👵 older woman;🙍 person frowning;' +
    '🙎 person with pouting;🙅 no good gesture;🙆 ok gesture;💁 information desk person;' +
    '🙋 happy person raising one hand;🧏 deaf person;🙇 person bowing deeply;🤦 face palm|facepalm;' +
    '🤷 shrug|shrug;👮 police officer;🕵️ sleuth or spy;💂 guardsman;🥷 ninja;👷 construction worker;' +
    '🤴 prince;👸 princess;🤵 man in tuxedo;👰 bride with veil;👼 baby angel;🎅 father christmas;' +
    '🤶 mother christmas;🦸 superhero;🦹 supervillain;🧙 mage;🧚 fairy;🧛 vampire;🧜 merperson;🧝 elf;' +
    '🧞 genie;🧟 zombie;💆 face massage;💇 haircut;🚶 pedestrian;🧍 standing person;🧎 kneeling person;' +
    '🏃 runner;💃 dancer;🕺 man dancing;🧖 person in steamy room;🧗 person climbing;🤺 fencer;' +
    '🏇 horse racing;⛷️ skier;🏂 snowboarder;🏄 surfer;🚣 rowboat;🏊 swimmer;🚴 bicyclist;' +
    '🤸 person doing cartwheel;🤹 juggling;🧘 person in lotus position;🛀 bath;🛌 sleeping accommodation;' +
    '👭 two women holding hands;👫 man and woman holding hands;👬 two men holding hands;💏 kiss;' +
    '💑 couple with heart;👪 family;🗣️ speaking head in silhouette;👤 bust in silhouette;' +
    '👥 busts in silhouette;🫂 people hugging;👣 footprints',
  nature:
    '🐶 dog;🐱 cat;🐭 mouse;🐹 hamster;🐰 rabbit;🦊 fox;🐻 bear;🐼 panda;🐨 koala;🐯 tiger;🦁 lion;🐮 cow;🐷 pig;' +
    '🐸 frog;🐵 monkey;🐔 chicken;🐧 penguin;🐦 bird;🐤 baby chick;🦆 duck;🦅 eagle;🦉 owl;🦇 bat;🐺 wolf;' +
    '🐗 boar;🐴 horse;🦄 unicorn;🐝 honeybee;🐛 bug|bug;🦋 butterfly;🐌 snail;🐞 lady beetle;🐜 ant;🪲 beetle;' +
    '🦗 cricket;🕷️ spider;🦂 scorpion;🐢 turtle;🐍 snake;🦎 lizard;🐙 octopus;🦑 squid;🦐 shrimp;🦞 lobster;' +
    '🦀 crab;🐡 blowfish;🐠 tropical fish;🐟 fish;🐬 dolphin;🐳 spouting whale;🐋 whale;🦈 shark;🐊 crocodile;' +
    '🐅 tiger;🐆 leopard;🦓 zebra;🦍 gorilla;🐘 elephant;🦛 hippopotamus;🦏 rhinoceros;🐪 dromedary camel;' +
    '🦒 giraffe;🦘 kangaroo;🐃 water buffalo;🐄 cow;🐎 horse;🐖 pig;🐏 ram;🐑 sheep;🦙 llama;🐐 goat;🦌 deer;' +
    '🐕 dog;🐩 poodle;🐈 cat;🐓 rooster;🦃 turkey;🦚 peacock;🦜 parrot;🦢 swan;🕊️ dove of peace;🐇 rabbit;' +
    '🦝 raccoon;🦨 skunk;🦫 beaver;🦦 otter;🦥 sloth;🐁 mouse;🐿️ chipmunk;🦔 hedgehog;🐾 paw prints;🐉 dragon;' +
    '🌵 cactus;🎄 christmas tree;🌲 evergreen tree;🌳 deciduous tree;🌴 palm tree;🌱 seedling;🌿 herb;' +
    '☘️ shamrock;🍀 four leaf clover;🍁 maple leaf;🍂 fallen leaf;🍃 leaf fluttering in wind;🍄 mushroom;' +
    '🐚 spiral shell;🌾 ear of rice;💐 bouquet;🌷 tulip;🌹 rose;🥀 wilted flower;🌺 hibiscus;' +
    '🌸 cherry blossom;🌼 blossom;🌻 sunflower;🌞 sun with;🌝 full moon with;🌛 first quarter moon with;' +
    '🌜 last quarter moon with;🌚 new moon with;🌕 full moon;🌙 crescent moon;' +
    '🌍 earth globe europe-africa;🌎 earth globe americas;🌏 earth globe asia-australia;🪐 ringed planet;' +
    '💫 dizzy;⭐ white medium star|star;🌟 glowing star;✨ sparkles|sparkles new;⚡ high voltage;☄️ comet;' +
    '💥 collision;🔥 fire|fire hot;🌪️ cloud with tornado;🌈 rainbow|rainbow pride;☀️ sun with rays;' +
    '🌤️ white sun with small cloud;⛅ sun behind cloud;☁️ cloud;🌧️ cloud with rain;' +
    '⛈️ thunder cloud and rain;❄️ snowflake;☃️ snowman;⛄ snowman without snow;🌬️ wind blowing;💨 dash;' +
    '💧 droplet;💦 splashing sweat;☔ umbrella with rain drops;🌊 water wave',
  food:
    '🍏 green apple;🍎 red apple;🍐 pear;🍊 tangerine;🍋 lemon;🍌 banana;🍉 watermelon;🍇 grapes;' +
    '🍓 strawberry;🫐 blueberries;🍈 melon;🍒 cherries;🍑 peach;🥭 mango;🍍 pineapple;🥥 coconut;🥝 kiwifruit;' +
    '🍅 tomato;🍆 aubergine;🥑 avocado;🥦 broccoli;🥬 leafy green;🥒 cucumber;🌶️ hot pepper;🫑 bell pepper;' +
    '🌽 ear of maize;🥕 carrot;🧄 garlic;🧅 onion;🥔 potato;🍠 roasted sweet potato;🥐 croissant;🥯 bagel;' +
    '🍞 bread;🥖 baguette bread;🥨 pretzel;🧀 cheese wedge;🥚 egg;🍳 cooking;🧈 butter;🥞 pancakes;🧇 waffle;' +
    '🥓 bacon;🥩 cut of meat;🍗 poultry leg;🍖 meat on bone;🌭 hot dog;🍔 hamburger;🍟 french fries;' +
    '🍕 slice of pizza|pizza;🥪 sandwich;🥙 stuffed flatbread;🧆 falafel;🌮 taco;🌯 burrito;🥗 green salad;' +
    '🥘 shallow pan of food;🍝 spaghetti;🍜 steaming bowl;🍲 pot of food;🍛 curry and rice;🍣 sushi;' +
    '🍱 bento box;🥟 dumpling;🍤 fried shrimp;🍙 rice ball;🍚 cooked rice;🍘 rice cracker;' +
    '🍥 fish cake with swirl design;🥮 moon cake;🍢 oden;🍡 dango;🍧 shaved ice;🍨 ice cream;' +
    '🍦 soft ice cream;🥧 pie;🧁 cupcake;🍰 shortcake;🎂 birthday cake|birthday cake;🍮 custard;🍭 lollipop;' +
    '🍬 candy;🍫 chocolate bar;🍿 popcorn;🍩 doughnut;🍪 cookie;🌰 chestnut;🥜 peanuts;🍯 honey pot;' +
    '🥛 glass of milk;🍼 baby bottle;☕ hot beverage|coffee;🍵 teacup without handle;🧃 beverage box;' +
    '🥤 cup with straw;🧋 bubble tea;🍶 sake bottle and cup;🍺 beer mug|beer;🍻 clinking beer mugs|cheers;' +
    '🥂 clinking glasses|cheers;🍷 wine glass;🥃 tumbler glass;🍸 cocktail glass;🍹 tropical drink;' +
    '🍾 bottle with popping cork;🧊 ice cube;🥄 spoon;🍴 fork and knife;🥢 chopsticks;🧂 salt shaker',
  activities:
    '⚽ soccer ball;🏀 basketball and hoop;🏈 american football;⚾ baseball;🥎 softball;' +
    '🎾 tennis racquet and ball;🏐 volleyball;🏉 rugby football;🥏 flying disc;🎱 billiards;' +
    '🏓 table tennis paddle and ball;🏸 badminton racquet and shuttlecock;🏒 ice hockey stick and puck;' +
    '🥍 lacrosse stick and ball;🏏 cricket bat and ball;⛳ flag in hole;🪁 kite;🏹 bow and arrow;' +
    '🎣 fishing pole and fish;🤿 diving mask;🥊 boxing glove;🥋 martial arts uniform;' +
    '🎽 running shirt with sash;🛹 skateboard;🛼 roller skate;🛷 sled;⛸ ice skate;🥌 curling stone;' +
    '🎿 ski and ski boot;🏆 trophy|trophy win;🥇 first place medal;🥈 second place medal;' +
    '🥉 third place medal;🏅 sports medal;🎖️ military medal;🎗️ reminder ribbon;🎫 ticket;' +
    '🎟️ admission tickets;🎪 circus tent;🎭 performing arts;🎨 artist palette;🎬 clapper board;' +
    '🎤 microphone;🎧 headphone;🎼 musical score;🎹 musical keyboard;🥁 drum with drumsticks;🎷 saxophone;' +
    '🎺 trumpet;🎸 guitar;🪕 banjo;🎻 violin;🎲 game die;♟️ chess pawn;🎯 direct hit;🎳 bowling;' +
    '🎮 video game;🎰 slot machine;🧩 jigsaw puzzle piece;🎉 party popper|tada celebrate;🎊 confetti ball;' +
    '🎈 balloon;🎁 wrapped present|gift;🎀 ribbon;🪅 pinata;🎃 jack-o-lantern;🎆 fireworks;' +
    '🎇 firework sparkler;🧨 firecracker',
  travel:
    '🚗 automobile;🚕 taxi;🚙 recreational vehicle;🚌 bus;🏎️ racing car;🚓 police car;🚑 ambulance;' +
    '🚒 fire engine;🚐 minibus;🛻 pickup truck;🚚 delivery truck;🚛 articulated lorry;🚜 tractor;' +
    '🛵 motor scooter;🏍️ racing motorcycle;🛺 auto rickshaw;🚲 bicycle;🛴 scooter;🚏 bus stop;⛽ fuel pump;' +
    '🚨 police cars revolving light;🚥 horizontal traffic light;🚦 vertical traffic light;🛑 octagonal;' +
    '🚧 construction;⚓ anchor;⛵ sailboat;🛶 canoe;🚤 speedboat;🛳️ passenger ship;🚢 ship;✈️ airplane;' +
    '🛫 airplane departure;🛬 airplane arriving;🪂 parachute;💺 seat;🚁 helicopter;🚟 suspension railway;' +
    '🚠 mountain cableway;🚀 rocket|ship launch;🛸 flying saucer;🛰️ satellite;🗺️ world map;' +
    '🗽 statue of liberty;🗼 tokyo tower;🏰 european castle;🏟️ stadium;🎡 ferris wheel;🎢 roller coaster;' +
    '🎠 carousel horse;⛲ fountain;🏖️ beach with umbrella;🏝️ desert island;🏜️ desert;🌋 volcano;' +
    '⛰️ mountain;🏔️ snow capped mountain;🗻 mount fuji;⛺ tent;🏠 house building;🏡 house with garden;' +
    '🏢 office building;🏭 factory;🏥 hospital;🏦 bank;🏨 hotel;🏫 school;🏪 convenience store;' +
    '🏛️ classical building;⛪ church;🕌 mosque;🛕 hindu temple;🌁 foggy;🌃 night with stars;' +
    '🌆 cityscape at dusk;🌇 sunset over buildings;🌉 bridge at night;🚂 steam locomotive;' +
    '🚄 high-speed train;🚇 metro;🚊 tram;⏰ alarm clock|alarm;⏱️ stopwatch;' +
    '⏳ hourglass with flowing sand;⌚ watch',
  objects:
    '📱 mobile phone;💻 personal computer;⌨️ keyboard;🖥️ desktop computer;🖨️ printer;' +
    '🖱️ three button mouse;💾 floppy disk;💿 optical disc;📷 camera;📸 camera with flash;📹 video camera;' +
    '🎥 movie camera;📞 telephone receiver;📺 television;📻 radio;🧭 compass;🔋 battery;🔌 electric plug;' +
    '💡 electric light bulb|idea bulb;🔦 electric torch;🕯️ candle;🗑️ wastebasket;💸 money with wings;' +
    '💵 banknote with dollar;💰 money bag;💳 credit card;💎 gem stone;⚖️ scales;🧰 toolbox;🔧 wrench;' +
    '🔨 hammer;🛠️ hammer and wrench;⛏️ pick;🔩 nut and bolt;⚙️ gear;🧱 brick;🧲 magnet;🔫 pistol;💣 bomb;' +
    '🔪 hocho;🗡️ dagger knife;🛡️ shield;🔮 crystal ball;🧿 nazar amulet;💈 barber pole;🔭 telescope;' +
    '🔬 microscope;🩹 adhesive bandage;💊 pill;💉 syringe;🩸 drop of blood;🧬 dna double helix;🧪 test tube;' +
    '🌡️ thermometer;🧹 broom;🧺 basket;🧻 roll of paper;🚽 toilet;🚿 shower;🛁 bathtub;🧼 bar of soap;' +
    '🔑 key|key;🗝️ old key;🚪 door;🛋️ couch and lamp;🛏️ bed;🧸 teddy bear;🖼️ frame with picture;' +
    '🛍️ shopping bags;🛒 shopping trolley;📦 package;📫 closed mailbox with raised flag;📮 postbox;' +
    '✉️ envelope;📧 e-mail;💌 love letter;📥 inbox tray;📤 outbox tray;📜 scroll;📄 page facing up;' +
    '📑 bookmark tabs;📊 bar chart;📈 chart with upwards trend;📉 chart with downwards trend;' +
    '📅 calendar|date calendar;📆 tear-off calendar;🗓️ spiral calendar pad;📇 card index;📋 clipboard;' +
    '📁 file folder;📂 open file folder;🗂️ card index dividers;📰 newspaper;📓 notebook;' +
    '📔 notebook with decorative cover;📒 ledger;📕 closed book;📗 green book;📘 blue book;📙 orange book;' +
    '📚 books;📖 open book;🔖 bookmark;🔗 link|link;📎 paperclip|attachment;🖇️ linked paperclips;' +
    '📐 triangular ruler;📏 straight ruler;📌 pushpin|pin;📍 round pushpin;✂️ scissors;' +
    '🖊️ lower left ballpoint pen;🖋️ lower left fountain pen;✒️ nib;📝 memo|memo note;✏️ pencil;' +
    '🔍 left-pointing magnifying glass;🔎 right-pointing magnifying glass;🔏 lock with ink pen;' +
    '🔐 closed lock with key;🔒 lock|lock;🔓 open lock;👓 eyeglasses;🕶️ dark sunglasses;👔 necktie;' +
    '👕 t-shirt;👖 jeans;🧣 scarf;🧤 gloves;🧦 socks;👗 dress;👜 handbag;🎒 school satchel;👟 athletic shoe;' +
    '👠 high-heeled shoe;👑 crown;🎩 top hat;🎓 graduation cap;⛑️ helmet with white cross;💍 ring',
  symbols:
    '❤️ red heart|heart love;🧡 orange heart;💛 yellow heart;💚 green heart;💙 blue heart;💜 purple heart;' +
    '🖤 black heart;🤍 white heart;🤎 brown heart;💔 broken heart|broken_heart;' +
    '❣️ heart exclamation mark ornament;💕 two hearts;💞 revolving hearts;💓 beating heart;' +
    '💗 growing heart;💖 sparkling heart;💘 heart with arrow;💝 heart with ribbon;' +
    '💯 hundred points|100 perfect;✅ check mark|done check yes;☑️ ballot box with check;✔️ check mark;' +
    '❌ cross mark|cross no wrong;❎ negative squared cross mark;➕ plus;➖ minus;➗ division;✖️ multiply;' +
    '♾️ permanent paper;❓ question mark ornament|question;❔ white question mark ornament;' +
    '❕ white exclamation mark ornament;❗ exclamation mark|exclamation;‼️ double exclamation mark;' +
    '⁉️ exclamation question mark;⚠️ warning|warning;🚫 no entry;⛔ no entry;📛 name badge;' +
    '🔞 no one under eighteen;🔔 bell;🔕 bell with cancellation stroke;📣 cheering megaphone;' +
    '📢 public address loudspeaker;💬 speech balloon|comment chat;💭 thought balloon;' +
    '🗯️ right anger bubble;♻️ universal recycling;🔱 trident emblem;⚜️ fleur-de-lis;' +
    '🔰 japanese for beginner;⭕ large circle;🌐 globe with meridians;💠 diamond shape with a dot inside;' +
    '🆗 squared ok;🆕 squared new;🆒 squared cool;🆓 squared free;🆙 squared up with exclamation mark;' +
    '🆘 squared sos;🔝 top with upwards arrow above;🔚 end with leftwards arrow above;' +
    '🔙 back with leftwards arrow above;🔛 on with exclamation mark with left right arrow above;' +
    '🔜 soon with rightwards arrow above;▶️ right-pointing triangle;⏸️ double vertical bar;' +
    '⏹️ square for stop;⏺️ circle for record;⏭️ right-pointing double triangle with vertical bar;' +
    '⏮️ left-pointing double triangle with vertical bar;⏩ right-pointing double triangle;' +
    '⏪ left-pointing double triangle;🔀 twisted rightwards arrows;' +
    '🔁 clockwise rightwards and leftwards open circle arrows;' +
    '🔂 clockwise rightwards and leftwards open circle arrows with circled one overlay;' +
    '🔄 anticlockwise downwards and upwards open circle arrows;➡️ rightwards arrow;⬅️ leftwards arrow;' +
    '⬆️ upwards arrow;⬇️ downwards arrow;↗️ north east arrow;↘️ south east arrow;↙️ south west arrow;' +
    '↖️ north west arrow;↔️ left right arrow;↕️ up down arrow;↩️ leftwards arrow with hook;' +
    '↪️ rightwards arrow with hook;🎵 musical note;🎶 multiple musical notes;🔴 large red circle|red;' +
    '🟠 large orange circle;🟡 large yellow circle|yellow;🟢 large green circle|green;' +
    '🔵 large blue circle|blue;🟣 large purple circle;🟤 large brown circle;⚫ black circle;' +
    '⚪ medium white circle;🟥 large red square;🟧 large orange square;🟨 large yellow square;' +
    '🟩 large green square;🟦 large blue square;🟪 large purple square;⬛ black square;' +
    '⬜ white large square;🔶 large orange diamond;🔷 large blue diamond;🔺 up-pointing red triangle;' +
    '🔻 down-pointing red triangle;💤 sleeping;🏁 chequered flag;🚩 triangular flag on post;' +
    '🏳️ waving white flag;🏴 black flag',
} as const;

export type EmojiGroup = keyof typeof emojiGroups;
