import { IsString, IsUUID, Length } from 'class-validator';

export class LoginBody {
  /** @example "siobhan.obriain@example.com" */
  @IsString()
  @Length(1, 254)
  readonly email: string;

  /** @example "rather-long-and-hard-to-guess" */
  @IsString()
  @Length(1, 1_000)
  readonly password: string;
}

export class ChooseCustomerBody {
  /** One of the `customers` that the log-in listed. */
  @IsUUID()
  readonly customerId: string;
}

export class RefreshBody {
  /** As the log-in, or the refresh before, gave it. */
  @IsString()
  @Length(1, 200)
  readonly refreshToken: string;
}
