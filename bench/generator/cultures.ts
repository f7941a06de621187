/** A name as it is written, and as it is spelled in an e-mail address where that cannot be told from it. */
export type Name = string | readonly [written: string, spelled: string];

/** How people of a place are called and where they live. */
export interface Culture {
  readonly language: string;
  readonly country: string;
  readonly given: readonly Name[];
  readonly family: readonly Name[];
  readonly streets: readonly string[];
  readonly cities: readonly (readonly [city: string, postcode: string])[];
  /** How often, compared with the others. */
  readonly weight: number;
}

/** People of several scripts, so that collation, prefixes and lengths in bytes are those of real shops. */
export const CULTURES: readonly Culture[] = [
  {
    language: 'en',
    country: 'IE',
    weight: 14,
    given: ['Siobhán', 'Seán', 'Aoife', 'Ciarán', 'Niamh', 'Patrick', 'Emma', 'Jack', 'Grace', 'Liam'],
    family: ["O'Neill", "O'Connor", 'Murphy', 'Byrne', 'Ó Súilleabháin', 'Walsh', 'McCarthy', 'Nolan'],
    streets: ['Camden Street', 'Patrick Street', 'Quay Road', 'Eyre Square'],
    cities: [
      ['Dublin', 'D02 X285'],
      ['Cork', 'T12 W8KP'],
      ['Galway', 'H91 E2K3'],
    ],
  },
  {
    language: 'fr',
    country: 'FR',
    weight: 18,
    given: ['Jean-Noël', 'Chloé', 'Zoé', 'François', 'Hélène', 'Lucas', 'Anaïs', 'Mathéo', 'Maëlle', 'René'],
    family: ['Lefèvre', 'Dupont', 'Müller-Roux', "D'Aubigné", 'Garçon', 'Bernard', 'Petit', 'Le Goff'],
    streets: ['rue de la République', 'avenue Foch', 'place d’Armes', 'quai des Brumes'],
    cities: [
      ['Paris', '75011'],
      ['Lyon', '69003'],
      ['Nîmes', '30000'],
      ['Brest', '29200'],
    ],
  },
  {
    language: 'de',
    country: 'DE',
    weight: 18,
    given: ['Jürgen', 'Käthe', 'Björn', 'Anneliese', 'Sören', 'Heike', 'Lukas', 'Mia', 'Felix', 'Grit'],
    family: ['Müller', 'Schäfer', 'Weiß', 'Größmann', 'von der Heyde', 'Krüger', 'Schmidt-Öhm', 'Jäger'],
    streets: ['Hauptstraße', 'Lindenallee', 'Am Mühlbach', 'Königsplatz'],
    cities: [
      ['Köln', '50667'],
      ['München', '80331'],
      ['Görlitz', '02826'],
    ],
  },
  {
    language: 'pl',
    country: 'PL',
    weight: 10,
    given: ['Łukasz', 'Małgorzata', 'Świętosława', 'Paweł', 'Zofia', 'Michał', 'Agnieszka', 'Józef'],
    family: ['Łukasiewicz', 'Wójcik', 'Dąbrowska', 'Kaźmierczak', 'Nowak', 'Żółkiewski', 'Szczęsny'],
    streets: ['ulica Długa', 'aleja Róż', 'plac Wolności'],
    cities: [
      ['Łódź', '90-001'],
      ['Kraków', '31-002'],
      ['Gdańsk', '80-831'],
    ],
  },
  {
    language: 'tr',
    country: 'TR',
    weight: 5,
    given: ['İbrahim', 'Gülşen', 'Çağla', 'Işıl', 'Ömer', 'Nazlı', 'Doğan'],
    family: ['Yılmaz', 'Öztürk', 'Çelik', 'Şahin', 'Kılıç', 'Güneş'],
    streets: ['İstiklal Caddesi', 'Atatürk Bulvarı'],
    cities: [
      ['İstanbul', '34000'],
      ['İzmir', '35000'],
    ],
  },
  {
    language: 'vi',
    country: 'VN',
    weight: 4,
    given: ['Thị Hồng', 'Văn Đức', 'Minh Châu', 'Quốc Bảo', 'Thuỳ Dương'],
    family: ['Nguyễn', 'Trần', 'Phạm', 'Đặng', 'Võ'],
    streets: ['đường Lê Lợi', 'phố Hàng Bạc'],
    cities: [
      ['Hà Nội', '100000'],
      ['Đà Nẵng', '550000'],
    ],
  },
  {
    language: 'el',
    country: 'GR',
    weight: 5,
    given: [
      ['Γιώργος', 'giorgos'],
      ['Ελένη', 'eleni'],
      ['Κωνσταντίνος', 'konstantinos'],
      ['Μαρία', 'maria'],
      ['Άγγελος', 'angelos'],
    ],
    family: [
      ['Παπαδόπουλος', 'papadopoulos'],
      ['Οικονόμου', 'oikonomou'],
      ['Νικολαΐδης', 'nikolaidis'],
      ['Δημητρίου', 'dimitriou'],
    ],
    streets: ['Ερμού', 'Πανεπιστημίου'],
    cities: [
      ['Αθήνα', '105 63'],
      ['Θεσσαλονίκη', '546 24'],
    ],
  },
  {
    language: 'ru',
    country: 'KZ',
    weight: 7,
    given: [
      ['Дмитрий', 'dmitri'],
      ['Ольга', 'olga'],
      ['Сергей', 'sergei'],
      ['Анастасия', 'anastasia'],
      ['Юлия', 'yulia'],
      ['Фёдор', 'fyodor'],
    ],
    family: [
      ['Щербаков', 'shcherbakov'],
      ['Иванова', 'ivanova'],
      ['Ким', 'kim'],
      ['Абдуллаев', 'abdullaev'],
      ['Соловьёва', 'solovyova'],
    ],
    streets: ['улица Абая', 'проспект Достык'],
    cities: [
      ['Алматы', '050000'],
      ['Астана', '010000'],
    ],
  },
  {
    language: 'ar',
    country: 'AE',
    weight: 5,
    given: [
      ['محمد', 'mohammed'],
      ['فاطمة', 'fatima'],
      ['يوسف', 'yousef'],
      ['ليلى', 'layla'],
    ],
    family: [
      ['الهاشمي', 'alhashimi'],
      ['النجار', 'alnajjar'],
      ['بن زايد', 'binzayed'],
      ['حداد', 'haddad'],
    ],
    streets: ['شارع الشيخ زايد', 'شارع المطار'],
    cities: [
      ['دبي', '00000'],
      ['أبو ظبي', '00000'],
    ],
  },
  {
    language: 'hi',
    country: 'IN',
    weight: 4,
    given: [
      ['अमित', 'amit'],
      ['प्रिया', 'priya'],
      ['सुनीता', 'sunita'],
      ['राहुल', 'rahul'],
    ],
    family: [
      ['शर्मा', 'sharma'],
      ['पटेल', 'patel'],
      ['अय्यर', 'iyer'],
      ['सिंह', 'singh'],
    ],
    streets: ['महात्मा गांधी मार्ग', 'स्टेशन रोड'],
    cities: [
      ['मुंबई', '400001'],
      ['दिल्ली', '110001'],
    ],
  },
  {
    language: 'zh',
    country: 'CN',
    weight: 5,
    given: [
      ['秀英', 'xiuying'],
      ['伟', 'wei'],
      ['芳', 'fang'],
      ['国强', 'guoqiang'],
    ],
    family: [
      ['王', 'wang'],
      ['李', 'li'],
      ['欧阳', 'ouyang'],
      ['陈', 'chen'],
    ],
    streets: ['中山路', '人民大道'],
    cities: [
      ['上海', '200000'],
      ['成都', '610000'],
    ],
  },
  {
    language: 'ja',
    country: 'JP',
    weight: 5,
    given: [
      ['さくら', 'sakura'],
      ['健太', 'kenta'],
      ['美咲', 'misaki'],
      ['ユウタ', 'yuta'],
    ],
    family: [
      ['佐藤', 'sato'],
      ['鈴木', 'suzuki'],
      ['渡辺', 'watanabe'],
      ['小笠原', 'ogasawara'],
    ],
    streets: ['銀座四丁目', '本町通り'],
    cities: [
      ['東京', '104-0061'],
      ['札幌', '060-0001'],
    ],
  },
];
