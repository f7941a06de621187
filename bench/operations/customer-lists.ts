import { GROUPS, SEGMENTS } from '../data/list-shares';

/** For whom a list is: an employee who sees all, or one of a sales team of 5 000 customers, or of a group of 150 000. */
export type ListReader = 'everything' | 'a team of customers' | 'a team of a group';

/** A list of customers as it is asked for; with several queries by turns. */
export interface CustomerList {
  readonly name: string;
  readonly queries: readonly string[];
  readonly reader?: ListReader;
}

/** Ids of the loaded data that only the database knows. */
export interface ListedIds {
  readonly customerIds: readonly string[];
  readonly numbers: readonly string[];
  readonly emails: readonly string[];
  readonly titles: { readonly often: string; readonly seldom: string };
  readonly shopId: string;
}

const SORTS = [
  ...['id', 'number', 'titleId', 'lastName', 'firstName', 'email', 'company', 'kind', 'birthday', 'age'],
  ...['enabled', 'newsletter', 'partnerOffers', 'ordersCount', 'totalSpent', 'registeredAt', 'lastVisitAt'],
  ...['updatedAt', 'isGuest', 'state'],
];

/** Every filter, every sort both ways, every kind of search, and what members of sales teams see. */
export function customerLists(ids: ListedIds): CustomerList[] {
  const one = (name: string, query: string): CustomerList => ({ name, queries: [query] });
  const filter = (query: string): CustomerList => one(query.replace(/=[0-9a-f-]{36}/, ''), query);
  const group = (share: keyof typeof GROUPS, more = ''): CustomerList =>
    one(`group of one in ${GROUPS[share].oneIn}${more}`, `groupId=${GROUPS[share].id}${more}`);
  const segment = (share: keyof typeof SEGMENTS): CustomerList =>
    one(`segment of one in ${SEGMENTS[share].oneIn}`, `segmentId=${SEGMENTS[share].id}`);
  const search = (name: string, words: readonly string[], more = ''): CustomerList => ({
    name: `q: ${name}${more}`,
    queries: words.map((q) => `q=${encodeURIComponent(q)}${more}`),
  });
  return [
    one('without a filter', ''),
    { name: 'id', queries: ids.customerIds.map((id) => `id=${id}`) },
    { name: 'number', queries: ids.numbers.map((number) => `number=${number}`) },
    { name: 'email, some letters', queries: ids.emails.map((email) => `email=${email.slice(0, 9)}`) },
    { name: 'email, one letter', queries: ['email=a', 'email=s'] },
    ...['firstName=jo', 'lastName=mac', 'lastName=m', 'company=s', 'company=smith'].map(filter),
    one('titleId, one in 5', `titleId=${ids.titles.often}`),
    one('titleId, one in 100', `titleId=${ids.titles.seldom}`),
    ...['enabled=true', 'enabled=false', 'newsletter=true', 'newsletter=false'].map(filter),
    ...['partnerOffers=true', 'partnerOffers=false', 'kind=individual', 'kind=company'].map(filter),
    ...['registeredFrom=2026-11-01T00:00:00Z', 'registeredTo=2024-01-01T00:00:00Z'].map(filter),
    ...['lastVisitFrom=2026-11-15T00:00:00Z', 'lastVisitTo=2024-11-25T00:00:00Z'].map(filter),
    ...['ageFrom=30', 'ageTo=22', 'ageFrom=40&ageTo=40', 'ageFrom=81'].map(filter),
    ...['isGuest=true', 'isGuest=false', 'state=closed', 'state=blocked', 'state=any'].map(filter),
    filter(`shopId=${ids.shopId}`),
    ...[group('everybody'), group('tenth'), group('hundredth'), group('thousandth')],
    ...[group('everybody', '&defaultGroupOnly=true'), segment('fifth'), segment('hundredth')],
    ...SORTS.flatMap((column) => [
      one(`sorted by ${column}`, `sort=${column}`),
      one(`sorted by -${column}`, `sort=-${column}`),
    ]),
    one('sorted by state, closed ones too', 'sort=state&state=any'),
    one('sorted by -state, closed ones too', 'sort=-state&state=any'),
    search('first and last name', ['lucas bernard', 'jürgen müller', 'mia krüger', 'siobhan byrne']),
    search('one name', ['bernard', 'dupont', 'lucas', 'mia', 'müller', '王']),
    search('three letters', ['jür', 'mar', 'lef', 'sio']),
    search('one letter', ['j', 'm', 's']),
    search('a word of everybody', ['example', 'example.com']),
    search('an e-mail address', ids.emails),
    search('a number', ids.numbers),
    search(
      'part of a telephone number',
      ids.numbers.map((number) => number.padStart(6, '4').slice(-6)),
    ),
    search('nobody', ['zzyzx', 'müller zzyzx', 'example zzyzx']),
    search('a name', ['bernard', 'mia'], '&in=name'),
    search('a name', ['bernard', 'j'], '&enabled=true'),
    search('an address', ['10.1.2.3', '10.12.200.60'], '&in=ip'),
    search('an address', ['10.1.2.3', '10.12.200.60'], '&in=ip&history=true'),
    ...(['a team of customers', 'a team of a group'] as const).flatMap((reader) => [
      { name: `seen by ${reader}`, queries: [''], reader },
      { name: `seen by ${reader}, enabled`, queries: ['enabled=true'], reader },
      { name: `seen by ${reader}, a name`, queries: ['q=bernard'], reader },
      { name: `seen by ${reader}, sorted by lastName`, queries: ['sort=lastName'], reader },
    ]),
  ];
}
