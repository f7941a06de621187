import { Public } from '@clientele/auth';
import { NotFound } from '@clientele/contracts';
import { Problems, type RawJson } from '@clientele/http';
import { Controller, Get, Header, Headers, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CountryParam } from './countries.bodies';
import { CountriesService } from './countries.service';
import { CountriesView, CountryView } from './countries.views';
import { nameLanguage, wantedLanguages } from '../languages/language.domain';

const CACHING = 'public, max-age=3600';

@ApiTags('countries')
@Controller('countries')
export class CountriesController {
  constructor(private readonly countries: CountriesService) {}

  /** Lists all countries with their regions, and what addresses there need; named in the language of Accept-Language. */
  @Get()
  @Public('token-ignored')
  @Header('cache-control', CACHING)
  @Header('vary', 'accept-language')
  @ApiOkResponse({ type: CountriesView })
  list(@Headers('accept-language') languages: string | undefined): RawJson<CountriesView> {
    return this.countries.list(nameLanguage(wantedLanguages(languages)));
  }

  /** Reads a country with its regions; named in the language of Accept-Language. */
  @Get(':code')
  @Public('token-ignored')
  @Header('cache-control', CACHING)
  @Header('vary', 'accept-language')
  @Problems([NotFound])
  get(
    @Param() { code }: CountryParam,
    @Headers('accept-language') languages: string | undefined,
  ): CountryView {
    return this.countries.get(code, nameLanguage(wantedLanguages(languages)));
  }
}
