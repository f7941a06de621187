import { Allow, Caller } from '@clientele/auth';
import { NotFound, type Principal } from '@clientele/contracts';
import { IdParam, IfMatch, Problems } from '@clientele/http';
import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EditShopSettingsBody } from './shop-settings.bodies';
import { ShopSettingsService } from './shop-settings.service';
import { SetInMainShop, ShopNameTaken } from './shops.problems';
import { ShopSettingsView } from './shop-settings.views';

@ApiTags('shops')
@Controller('shops/:id/settings')
export class ShopSettingsController {
  constructor(private readonly settings: ShopSettingsService) {}

  /** Reads what the storefront shows, where it is and how contacts log in. */
  @Get()
  @Allow({ employee: 'shops:read' })
  @Problems([NotFound])
  get(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<ShopSettingsView> {
    return this.settings.get(caller, id);
  }

  /**
   * Changes the settings of a shop.
   * Its name, what the storefront shows of a customer, where it is, where days are counted, and whether contacts need codes to log in: of
   * the own shop, or of one that shares its customers.
   */
  @Patch()
  @Allow({ employee: 'shops:write' })
  @Problems([NotFound, ShopNameTaken, SetInMainShop])
  edit(
    @Caller() caller: Principal,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: EditShopSettingsBody,
  ): Promise<ShopSettingsView> {
    return this.settings.edit(caller, id, version, body);
  }
}
