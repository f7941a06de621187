import { Allow, PermissionMissing } from '@clientele/auth';
import { RESOURCES_OF_CUSTOMERS, SEES_ALL } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isUUID } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Concerns, type Named } from './concerns';
import { isSeen, limitedTo } from './sight';
import { valuesAt } from './values-at.domain';

/** Lets members of sales teams only at what belongs to customers of their teams. */
@Injectable()
export class SightGuard implements CanActivate {
  private readonly statements = new Map<Named['customersOf'], ReturnType<typeof unseen>>();

  constructor(
    private readonly reflector: Reflector,
    private readonly db: Database,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const employeeId = request.principal && limitedTo(request.principal);
    if (employeeId === undefined) return true;

    const concern = this.reflector.get(Concerns, context.getHandler());
    if (concern === undefined) refuseOfCustomers(this.reflector.get(Allow, context.getHandler())?.employee);
    else if (typeof concern === 'object')
      for (const named of [concern].flat()) await this.requireSeen(employeeId, named, request);
    return true;
  }

  private async requireSeen(employeeId: string, named: Named, request: FastifyRequest): Promise<void> {
    const { params, query, body } = request;
    const texts = [params, query, body].flatMap((source) => valuesAt(source, named.path));
    // What is no UUID is refused by the validation that comes next.
    const names = named.namedBy === 'uuid' ? texts.filter((text) => isUUID(text)) : texts;
    if (names.length === 0) return;
    if (await this.statementOf(named).first(this.db, [employeeId, names])) throw new named.missing();
  }

  private statementOf(named: Named): ReturnType<typeof unseen> {
    const known = this.statements.get(named.customersOf) ?? unseen(named);
    this.statements.set(named.customersOf, known);
    return known;
  }
}

function refuseOfCustomers(permission = ''): void {
  const [resource = ''] = permission.split(':');
  if (RESOURCES_OF_CUSTOMERS.has(resource)) throw new PermissionMissing({ permission: SEES_ALL });
}

// The first of the things named that belongs to no customer whom the employee sees.
const unseen = ({ customersOf, seenWithoutCustomer }: Named) =>
  statement(
    'sight-unseen',
    seenWithoutCustomer
      ? `SELECT FROM unnest($2::text[]) AS n (name), LATERAL (${customersOf('n.name')}) AS o (customer_id)
         WHERE o.customer_id IS NOT NULL AND NOT (${isSeen('o.customer_id', '$1')}) LIMIT 1`
      : `SELECT FROM unnest($2::text[]) AS n (name)
         WHERE NOT EXISTS (SELECT FROM (${customersOf('n.name')}) AS o (customer_id)
                           WHERE ${isSeen('o.customer_id', '$1')}) LIMIT 1`,
  );
