import { AtShop, Public } from '@clientele/auth';
import { NotFound, type Place, shopAt } from '@clientele/contracts';
import { Problems } from '@clientele/http';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ShopSettingsService } from './shop-settings.service';
import { StorefrontSettingsView } from './shop-settings.views';

@ApiTags('shops')
@Controller('storefront')
export class StorefrontController {
  constructor(private readonly service: ShopSettingsService) {}

  /** Tells a storefront what to show: how the customer appears in its header, and the parts of the customer form. */
  @Get('settings')
  @Public()
  @Problems([NotFound])
  settings(@AtShop() place: Place): Promise<StorefrontSettingsView> {
    return this.service.shownBy(shopAt(place));
  }
}
