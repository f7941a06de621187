import { AtShop, OptionalCaller, Public } from '@clientele/auth';
import type { Place, Principal } from '@clientele/contracts';
import { Once, Problems, Strict } from '@clientele/http';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ContactFormBody } from './contact-form.bodies';
import { InboxNotOffered } from './contact-form.problems';
import { ContactFormService } from './contact-form.service';
import { ContactFormView } from './contact-form.views';

@ApiTags('contact-form')
@Controller('contact-form')
export class ContactFormController {
  constructor(private readonly form: ContactFormService) {}

  /** Writes to the shop; anybody may. What a contact writes belongs to the customer acted for. */
  @Post()
  @Public()
  @Strict({ max: 5, seconds: 60 })
  @Problems([InboxNotOffered])
  submit(
    @Once() once: Once,
    @OptionalCaller() caller: Principal | undefined,
    @AtShop() place: Place,
    @Body() body: ContactFormBody,
  ): Promise<ContactFormView> {
    return this.form.submit(once, caller, place, body);
  }
}
