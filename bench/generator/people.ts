import { type Culture, CULTURES, type Name } from './cultures';
import { Random } from './random';

/** A customer to be, with the addresses of one. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  /** ASCII, lower case, different for everybody. */
  readonly email: string;
  readonly language: string;
  readonly phone: string;
  readonly birthday: string;
  readonly newsletter: boolean;
  readonly company: string | null;
  readonly registeredAt: Date;
  readonly addresses: readonly PostalAddress[];
}

/** Where a person has parcels sent. */
export interface PostalAddress {
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly country: string;
}

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2023, 10, 22);
const DAYS = 3 * 365;

/** So many people, in the order in which they registered; the same ones in every run. */
export function* people(count: number, seed = 20_261_122): Generator<Person> {
  const random = new Random(seed);
  for (let index = 0; index < count; index++) yield personAt(index, count, random);
}

function personAt(index: number, count: number, random: Random): Person {
  const culture = pickCulture(random);
  const [given, family] = [random.pick(culture.given), random.pick(culture.family)];
  const lastName = written(family);
  const isCompany = random.chance(12);
  return {
    firstName: written(given),
    lastName,
    email: `${spelled(given)}.${spelled(family)}.${index}@${random.pick(MAIL_HOSTS)}`,
    language: culture.language,
    phone: `+${10 + random.below(80)} ${100 + random.below(900)} ${String(random.below(1_000_000)).padStart(6, '0')}`,
    birthday: dayOf(Date.UTC(1945 + random.below(60), random.below(12), 1 + random.below(28))),
    newsletter: random.chance(35),
    company: isCompany ? `${lastName} & Co.` : null,
    registeredAt: new Date(FIRST_DAY + Math.floor((index * DAYS * DAY_MS) / count) + random.below(DAY_MS)),
    addresses: Array.from({ length: 1 + random.below(3) }, () => addressIn(culture, random)),
  };
}

function addressIn({ streets, cities, country }: Culture, random: Random): PostalAddress {
  const [city, postcode] = random.pick(cities);
  return { street: `${random.pick(streets)} ${1 + random.below(200)}`, city, postcode, country };
}

const MAIL_HOSTS = ['example.com', 'example.org', 'mail.example.net', 'post.example.com'];

const WHEEL = CULTURES.flatMap((culture) => Array.from({ length: culture.weight }, () => culture));
const pickCulture = (random: Random): Culture => random.pick(WHEEL);

const written = (name: Name): string => (typeof name === 'string' ? name : name[0]);

const spelled = (name: Name): string =>
  typeof name === 'string'
    ? [...name.normalize('NFD').toLowerCase()]
        .map((letter) => SPELLINGS[letter] ?? letter)
        .join('')
        .replace(/[^a-z]/g, '')
    : name[1];

/** Letters that are not a letter with a mark. */
const SPELLINGS: Readonly<Record<string, string>> = { ł: 'l', ß: 'ss', đ: 'd', ı: 'i' };

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
