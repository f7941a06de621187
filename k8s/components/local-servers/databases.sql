-- A database and a role for each service; none can open another's. Read by psql at the first start.
\getenv identity IDENTITY_DATABASE_PASSWORD
\getenv groups GROUPS_DATABASE_PASSWORD
\getenv orders ORDERS_DATABASE_PASSWORD
\getenv support SUPPORT_DATABASE_PASSWORD
CREATE ROLE identity LOGIN PASSWORD :'identity';
CREATE ROLE groups LOGIN PASSWORD :'groups';
CREATE ROLE orders LOGIN PASSWORD :'orders';
CREATE ROLE support LOGIN PASSWORD :'support';
CREATE DATABASE identity OWNER identity;
CREATE DATABASE groups OWNER groups;
CREATE DATABASE orders OWNER orders;
CREATE DATABASE support OWNER support;
REVOKE CONNECT, TEMPORARY ON DATABASE identity, groups, orders, support FROM PUBLIC;
