import { ApiProperty } from '@nestjs/swagger';
import { LimitStateView } from '../purchase-limits/purchase-limits.views';
import { ActingProfileView } from '../sessions/sessions.views';
import { ACCESS_REASONS, type AccessReason } from './access.domain';

/** Whether a contact may do something for a customer, and why. */
export class AccessExplanationView {
  /** What the guard would say to a token issued now. */
  allowed: boolean;
  /** What is in the way; empty if nothing is. */
  @ApiProperty({ enum: ACCESS_REASONS, isArray: true })
  reasons: AccessReason[];
  /** Through which profile; null if the contact does not act for the customer. */
  @ApiProperty({ type: () => ActingProfileView, nullable: true })
  profile: ActingProfileView | null;
  /** Permissions that the profile lacks for it. */
  missing: string[];
  /** What the contact may buy for the customer. */
  limit: LimitStateView;
}
