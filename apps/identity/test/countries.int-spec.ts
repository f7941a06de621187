import type { TestService } from '@clientele/testing';
import { startIdentity } from './identity';

interface CountryAnswer {
  readonly code: string;
  readonly name: string;
  readonly regions: readonly { readonly code: string; readonly name: string }[];
}

describe('countries', () => {
  let service: TestService;

  beforeAll(async () => (service = await startIdentity()));

  afterAll(() => service.stop());

  const listIn = async (language: string) =>
    (await service.api.with({ 'accept-language': language }).get<{ items: CountryAnswer[] }>('/v1/countries'))
      .body.items;

  it('are for anybody, with regions, in the order of the language', async () => {
    const [polish, swedish] = [await listIn('pl'), await listIn('sv-SE, en;q=0.5')];

    expect(polish[0]).toMatchObject({ code: 'AF', name: 'Afganistan' });
    expect(polish.find(({ code }) => code === 'NO')).toMatchObject({ name: 'Norwegia' });
    expect(swedish.slice(-2).map(({ name }) => name)).toEqual(['Österrike', 'Östtimor']);
    expect(swedish.find(({ code }) => code === 'US')?.regions).toContainEqual({
      code: 'US-CA',
      name: 'California',
    });
  });

  it('are known one by one, and may be kept by whoever asked', async () => {
    const answer = await service.api.with({ 'accept-language': 'fr' }).get('/v1/countries/PL');

    expect(answer).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'public, max-age=3600', vary: 'accept-language' },
      body: {
        code: 'PL',
        name: 'Pologne',
        postcodeNeeded: true,
        regionNeeded: false,
        identificationNeeded: false,
      },
    });
  });

  it('that do not exist are not found, and what is no code is refused', async () => {
    expect(await service.api.get('/v1/countries/XX')).toMatchObject({ status: 404 });
    expect(await service.api.get('/v1/countries/poland')).toMatchObject({ status: 422 });
    expect((await listIn('tlh, ;;;')).find(({ code }) => code === 'PL')).toMatchObject({ name: 'Poland' });
  });
});
