import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Keys } from './keys';
import { RouteCheck } from './route-check';
import { TokenVerifier } from './token-verifier';

/** Who is calling. The guard itself is registered by `libs/http`, which knows the order of guards. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [Keys, TokenVerifier, RouteCheck],
  exports: [TokenVerifier],
})
export class AuthModule {}
