/** The table of a service that says which groups customers are in. */
export interface MembershipsTable {
  readonly name: string;
  /** Ids of the groups of a row `c` of it, as an array. */
  readonly groupsOf: string;
  /** Whether that is so; where not, the customer's rows in `customer_groups` stay as they are. */
  readonly isTrue: string;
}

const isOfTeam = (groupId: string): string =>
  `EXISTS (SELECT FROM sales_team_responsibilities d WHERE d.target_id = ${groupId} AND d.kind = 'group')`;

/**
 * SQL of triggers that keep in `customer_groups` who is in the groups that teams are responsible for: with each change of
 * memberships, and with each of responsibilities. These two can meet, so each has a lock before it reads what the other writes; those
 * who bring memberships share theirs. Nobody waits in a ring: the lock comes last, after the customers' rows or the team's, and
 * rows of `customer_groups` are written by who has it, and the customer's row or the whole lock.
 */
export const keepGroupsOfTeams = ({ name, groupsOf, isTrue }: MembershipsTable): string => `
  CREATE FUNCTION fill_customer_groups(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE of_teams uuid[] := ARRAY(SELECT g.id FROM unnest(ids) AS g (id) WHERE ${isOfTeam('g.id')});
  BEGIN
    DELETE FROM customer_groups g USING ${name} c
    WHERE g.group_id = ANY (ids) AND c.customer_id = g.customer_id AND ${isTrue}
      AND NOT (g.group_id = ANY (of_teams) AND g.group_id = ANY (${groupsOf}));
    IF cardinality(of_teams) = 0 THEN RETURN; END IF;
    INSERT INTO customer_groups (customer_id, group_id)
    SELECT c.customer_id, n.group_id FROM ${name} c, unnest(${groupsOf}) AS n (group_id)
    WHERE n.group_id = ANY (of_teams) AND ${isTrue}
    -- In the order of the indexes: of many rows that is quicker.
    ORDER BY n.group_id, c.customer_id ON CONFLICT DO NOTHING;
  END $$;

  -- Planned when hardly anybody is in such a group it would read all rows, and go on so while they become many.
  CREATE FUNCTION follow_memberships() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('groups of sales teams'));
    -- Looked for by team: one may be responsible for thousands of customers, and for no group.
    IF NOT EXISTS (SELECT FROM sales_teams t WHERE EXISTS (
      SELECT FROM sales_team_responsibilities d WHERE d.team_id = t.id AND d.kind = 'group')) THEN RETURN NULL; END IF;
    -- An array is looked up by index and NOT IN in a hash, where a join planned for few rows would be a loop in a loop.
    DELETE FROM customer_groups g WHERE g.customer_id = ANY (ARRAY(SELECT c.customer_id FROM changed c WHERE ${isTrue}))
      AND (g.customer_id, g.group_id) NOT IN (
        SELECT c.customer_id, n.group_id FROM changed c, unnest(${groupsOf}) AS n (group_id));
    INSERT INTO customer_groups (customer_id, group_id)
    SELECT c.customer_id, n.group_id FROM changed c, unnest(${groupsOf}) AS n (group_id)
    WHERE ${isTrue} AND ${isOfTeam('n.group_id')} ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;

  CREATE FUNCTION follow_responsibilities() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE ids uuid[];
  BEGIN
    IF NOT EXISTS (SELECT FROM changed WHERE kind = 'group') THEN RETURN NULL; END IF;
    PERFORM pg_advisory_xact_lock(hashtext('groups of sales teams'));
    -- Where another team is responsible as well, nothing changes.
    ids := ARRAY(
      SELECT r.target_id FROM changed r WHERE r.kind = 'group' AND NOT EXISTS (
        SELECT FROM sales_team_responsibilities d
        WHERE d.target_id = r.target_id AND d.kind = 'group' AND d.team_id <> r.team_id));
    IF cardinality(ids) > 0 THEN PERFORM fill_customer_groups(ids); END IF;
    RETURN NULL;
  END $$;

  CREATE TRIGGER ${name}_begun AFTER INSERT ON ${name} REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION follow_memberships();
  CREATE TRIGGER ${name}_changed AFTER UPDATE ON ${name} REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION follow_memberships();
  CREATE TRIGGER sales_team_responsibilities_begun AFTER INSERT ON sales_team_responsibilities REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION follow_responsibilities();
  CREATE TRIGGER sales_team_responsibilities_ended AFTER DELETE ON sales_team_responsibilities REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION follow_responsibilities();`;

/** SQL that takes these triggers away, and has `customer_groups` tell all groups of all customers, as it did before. */
export const keepAllGroups = ({ name, groupsOf, isTrue }: MembershipsTable): string => `
  DROP TRIGGER ${name}_begun ON ${name};
  DROP TRIGGER ${name}_changed ON ${name};
  DROP TRIGGER sales_team_responsibilities_begun ON sales_team_responsibilities;
  DROP TRIGGER sales_team_responsibilities_ended ON sales_team_responsibilities;
  DROP FUNCTION follow_memberships, follow_responsibilities, fill_customer_groups;
  DELETE FROM customer_groups g USING ${name} c WHERE c.customer_id = g.customer_id AND ${isTrue};
  INSERT INTO customer_groups (customer_id, group_id)
  SELECT c.customer_id, n.group_id FROM ${name} c, unnest(${groupsOf}) AS n (group_id) WHERE ${isTrue};`;
