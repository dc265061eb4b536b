-- Written by entourage {{ version }} for DuckDB: the log of this project as a middle form of {{ form }}.
-- Run it whole; the folder {{ folder | text }} must be there. Build with: interactions: { file: {{ folder }} }
{%- for note in notes %}
-- {{ note }}
{%- endfor %}
SET TimeZone = {{ zone | text }};

CREATE OR REPLACE TEMP TABLE platforms AS
SELECT * FROM (VALUES {% for name in platforms %}({{ loop.index0 }}, {{ name | text }}){{ ", " if not loop.last }}{% endfor %}) p(platform, name);

CREATE OR REPLACE TEMP TABLE log_rows AS
WITH cells AS (
{%- for file in files %}
{%- if not loop.first %}
  UNION ALL
{%- endif %}
  SELECT {{ file.platform }} AS platform,
    trim({{ file.source | ident }}) AS source,
    trim({{ file.target | ident }}) AS target,
    {% if file.kind %}coalesce(lower(strip_accents(trim({{ file.kind | ident }}))), ''){% else %}''{% endif %} AS word,
    {% if file.time %}trim({{ file.time | ident }}){% else %}NULL{% endif %} AS moment,
    {% if file.object %}nullif(trim({{ file.object | ident }}), ''){% else %}NULL{% endif %} AS object,
    {% if file.weight %}try_cast(replace(nullif(trim({{ file.weight | ident }}), ''), ',', '.') AS FLOAT){% else %}NULL{% endif %} AS weight
  FROM {{ file.relation }}
{%- endfor %}
), read AS (
  SELECT platform, source, target, object, word,
    CASE word WHEN '' THEN 0 {% for kind in kinds %}WHEN {{ kind.word | text }} THEN {{ kind.number }} {% endfor %}END AS kind,
    CASE
      WHEN regexp_full_match(moment, '(19|20)[0-9]{6}') THEN epoch(try_strptime(moment, '%Y%m%d'))
      WHEN regexp_full_match(moment, '-?[0-9]{1,19}([.][0-9]*)?') THEN
        CASE
          WHEN length(regexp_extract(moment, '[0-9]+')) <= 11 THEN try_cast(regexp_extract(moment, '-?[0-9]+') AS BIGINT)
          WHEN length(regexp_extract(moment, '[0-9]+')) <= 14 THEN try_cast(regexp_extract(moment, '-?[0-9]+') AS BIGINT) // 1000
          WHEN length(regexp_extract(moment, '[0-9]+')) <= 17 THEN try_cast(regexp_extract(moment, '-?[0-9]+') AS BIGINT) // 1000000
          ELSE try_cast(regexp_extract(moment, '-?[0-9]+') AS BIGINT) // 1000000000
        END
      ELSE floor(epoch(try_cast(moment AS TIMESTAMPTZ)))
    END::BIGINT AS time,
    CASE WHEN weight >= 0 AND isfinite(weight) THEN weight::DOUBLE ELSE 1e0 END AS weight
  FROM cells
)
SELECT platform, source, kind, time, object, weight,
  CASE
    WHEN coalesce(target, '') = '' THEN [NULL]
    WHEN regexp_matches(target, '[|;,]') THEN list_filter(list_transform(string_split_regex(target, '[|;,]'), lambda t: trim(t)), lambda t: t <> '')
    WHEN regexp_full_match(target, '@[^ ]+( +@[^ ]+)+') THEN string_split_regex(target, ' +')
    ELSE [target]
  END AS targets
FROM read
WHERE coalesce(source, '') <> '' AND kind IS NOT NULL
  -- A row without a target is a mention of the brand, or no tie.
  AND (coalesce(target, '') <> '' OR (kind = 0 AND word <> ''))
  AND NOT regexp_full_match(source, {{ damaged }}) AND NOT regexp_full_match(coalesce(target, ''), {{ damaged }})
  AND lower(source) NOT IN ({{ deleted }});

-- Each spelling once, folded as the local reader does: trimmed, without its @, NFC, lower case.
CREATE OR REPLACE TEMP TABLE spellings AS
WITH met AS (
  SELECT platform, source AS spelling, count(*) AS n FROM log_rows GROUP BY ALL
  UNION ALL
  SELECT platform, spelling, count(*) FROM (SELECT platform, unnest(targets) AS spelling FROM log_rows) GROUP BY ALL
), folded AS (
  SELECT platform, spelling, sum(n) AS n,
    nfc_normalize(lower(nfc_normalize(ltrim(regexp_replace(spelling, '^@', ''))))) AS handle,
    ltrim(regexp_replace(spelling, '^@+', '')) AS shown
  FROM met WHERE spelling IS NOT NULL AND lower(spelling) NOT IN ({{ deleted }}) GROUP BY ALL
)
SELECT f.platform, spelling, n, shown, CASE p.name WHEN '' THEN '' ELSE p.name || ':' END || handle AS account
FROM folded f JOIN platforms p USING (platform)
WHERE handle <> '';

CREATE OR REPLACE TEMP TABLE accounts AS
WITH merged(person, account) AS (
{%- if merged %}
  VALUES {% for one in merged %}({{ one.person }}, {{ one.account | text }}){{ "," if not loop.last }} {% endfor %}
{%- else %}
  SELECT 0, '' WHERE false
{%- endif %}
), known AS (
  SELECT DISTINCT account, platform FROM spellings
)
SELECT k.account, k.platform,
  CASE WHEN m.person IS NULL THEN k.account ELSE min(k.account) OVER (PARTITION BY m.person) END AS person_key
FROM known k LEFT JOIN merged m ON m.account = k.account;
{%- if excluded %}
CREATE OR REPLACE TEMP TABLE left_out AS
SELECT DISTINCT person_key FROM accounts WHERE account IN ({% for account in excluded %}{{ account | text }}{{ ", " if not loop.last }}{% endfor %});
{%- else %}
CREATE OR REPLACE TEMP TABLE left_out AS SELECT '' AS person_key WHERE false;
{%- endif %}

CREATE OR REPLACE TEMP TABLE names AS
SELECT s.platform, s.spelling, a.person_key, l.person_key IS NOT NULL AS is_out
FROM spellings s JOIN accounts a USING (account) LEFT JOIN left_out l ON l.person_key = a.person_key;

CREATE OR REPLACE TEMP TABLE acts_of_all AS
WITH each_named AS (
  SELECT row_number() OVER () AS row, platform, source, kind, time, object, weight, targets FROM log_rows WHERE len(targets) > 1
), one_a_row AS (
  SELECT platform, source, kind, time, object, weight, unnest(targets) AS target FROM log_rows WHERE len(targets) <= 1
  UNION ALL
  -- A row that names somebody twice, however spelled, pays attention once.
  SELECT platform, source, kind, time, object, weight, min(target)
  FROM (SELECT row, platform, source, kind, time, object, weight, unnest(targets) AS target FROM each_named)
  GROUP BY row, platform, source, kind, time, object, weight, nfc_normalize(lower(nfc_normalize(ltrim(regexp_replace(target, '^@', '')))))
)
SELECT s.person_key AS source, t.person_key AS target, s.is_out OR coalesce(t.is_out, false) AS is_out, r.kind, r.time, r.weight, r.platform,
  CASE p.name WHEN '' THEN '' ELSE p.name || ':' END || r.object AS object
FROM one_a_row r
JOIN names s ON s.platform = r.platform AND s.spelling = r.source
LEFT JOIN names t ON t.platform = r.platform AND t.spelling = r.target
JOIN platforms p ON p.platform = r.platform
WHERE r.target IS NULL OR t.person_key IS NOT NULL;
CREATE OR REPLACE TEMP VIEW acts AS SELECT * FROM acts_of_all WHERE NOT is_out;

CREATE OR REPLACE TEMP TABLE people AS
WITH used AS (
  SELECT source AS key FROM acts WHERE source IS DISTINCT FROM target
  UNION
  SELECT target FROM acts WHERE source <> target
), labels AS (
  SELECT a.person_key AS key, s.shown, sum(s.n) AS n FROM spellings s JOIN accounts a USING (account) GROUP BY ALL
), best AS (
  SELECT key, shown, row_number() OVER (PARTITION BY key ORDER BY n DESC, shown) AS place FROM labels
), found_on AS (
  SELECT a.person_key AS key, string_agg(DISTINCT p.name, '|' ORDER BY p.name) AS platforms
  FROM accounts a JOIN platforms p USING (platform)
  WHERE p.name <> '' GROUP BY a.person_key
)
SELECT row_number() OVER (ORDER BY u.key) - 1 AS person, u.key, b.shown AS label, coalesce(f.platforms, '') AS platforms
FROM used u JOIN best b ON b.key = u.key AND b.place = 1 LEFT JOIN found_on f ON f.key = u.key;

CREATE OR REPLACE TEMP TABLE objects AS
WITH authors AS (
  SELECT object, min(target) AS author FROM acts_of_all
  WHERE object IS NOT NULL AND target IS NOT NULL AND kind <> 0 GROUP BY object HAVING count(DISTINCT target) = 1
)
SELECT row_number() OVER (ORDER BY o.object) - 1 AS number, o.object AS key, p.person AS author
FROM (SELECT DISTINCT object FROM acts WHERE object IS NOT NULL AND source IS DISTINCT FROM target) o
LEFT JOIN authors a USING (object) LEFT JOIN people p ON p.key = a.author;

CREATE OR REPLACE TEMP TABLE known_names AS
SELECT a.account AS alias, p.person FROM accounts a JOIN people p ON p.key = a.person_key WHERE a.account <> a.person_key;

CREATE OR REPLACE TEMP TABLE events AS
SELECT s.person AS source, t.person AS target, a.kind, a.time, o.number AS object, a.weight, a.platform
FROM acts a JOIN people s ON s.key = a.source LEFT JOIN people t ON t.key = a.target LEFT JOIN objects o ON o.key = a.object
WHERE a.source IS DISTINCT FROM a.target;
{% if form == "events" %}
CREATE OR REPLACE TEMP VIEW form_main AS
WITH fixed AS (SELECT *, weight * 1e0 * {{ unit }} AS units FROM events)
SELECT source, target, kind, time, object,
  CASE WHEN weight = 1e0 THEN NULL ELSE {{ whole("units") }} END AS weight_fixed, platform, NULL::BIGINT AS post
FROM fixed;
{% else %}
CREATE OR REPLACE TEMP TABLE clock AS
WITH placed AS (
  SELECT time, row_number() OVER (ORDER BY time) - 1 AS place, count(*) OVER () AS n FROM events WHERE time IS NOT NULL
), ends AS (
  SELECT max(n) AS n,
    max(time) FILTER (WHERE place = greatest(n // 200, CASE WHEN n >= 10 THEN 1 ELSE 0 END)) AS low,
    max(time) FILTER (WHERE place = n - 1 - greatest(n // 200, CASE WHEN n >= 10 THEN 1 ELSE 0 END)) AS high
  FROM placed
), margin AS (
  SELECT low, high, greatest(CASE WHEN n >= 200 THEN (high - low) // 10 ELSE high - low END, 86400) AS span FROM ends
)
SELECT min(e.time) FILTER (WHERE e.time BETWEEN m.low - m.span AND m.high + m.span) AS earliest,
  {% if as_of is not none %}{{ as_of }}{% else %}max(e.time) FILTER (WHERE e.time BETWEEN m.low - m.span AND m.high + m.span){% endif %} AS as_of,
  count(e.time) FILTER (WHERE e.time NOT BETWEEN m.low - m.span AND m.high + m.span) AS wild_times
FROM events e CROSS JOIN margin m;

-- Fading in IEEE additions and multiplications alone, in this order: every engine gets the same bits.
CREATE OR REPLACE TEMP TABLE form_main AS
WITH aged AS (
  SELECT e.*, {% if half_life %}least(greatest(c.as_of - coalesce(e.time, c.earliest, c.as_of), 0)::DOUBLE / {{ half_life }}, {{ oldest }}){% else %}0e0{% endif %} AS age
  FROM events e CROSS JOIN clock c
), halved AS (
  SELECT *, floor(age + 5e-1) AS halvings, (floor(age + 5e-1) - age) * {{ ln2 }} AS t FROM aged
), faded AS (
  SELECT *, weight * ({{ series }} * pow(2e0, -halvings)) * {{ unit }} AS units FROM halved
), fixed AS (
  SELECT source, target, kind, time, {{ whole("units") }} AS units FROM faded
)
SELECT source, target, kind, sum(units) AS weight_fixed, min(time) AS first, max(time) AS last,
  count(*) AS count, max(units) AS strongest_fixed
FROM fixed GROUP BY source, target, kind;
{% endif %}
COPY (SELECT {{ main_columns }} FROM form_main) TO {{ (folder ~ "/" ~ form ~ ".csv") | text }} (HEADER, DELIMITER ',');
COPY (SELECT person, key, label, platforms, NULL AS followers, NULL AS profile_url FROM people) TO {{ (folder ~ "/people.csv") | text }} (HEADER, DELIMITER ',');
COPY (SELECT platform, name FROM platforms) TO {{ (folder ~ "/platforms.csv") | text }} (HEADER, DELIMITER ',');
COPY (SELECT alias, person FROM known_names) TO {{ (folder ~ "/aliases.csv") | text }} (HEADER, DELIMITER ',');
{%- if form == "events" %}
COPY (SELECT number AS object, key, author FROM objects) TO {{ (folder ~ "/objects.csv") | text }} (HEADER, DELIMITER ',');
{%- endif %}
-- The manifest last: rows, sums and hashes that do not depend on the order of rows.
COPY (
{%- for table in tables %}
{%- if not loop.first %}
  UNION ALL
{%- endif %}
  SELECT 1 AS version, {{ form | text }} AS form, {{ table.name | text }} AS "table", {{ table.columns | text }} AS columns,
    count(*) AS rows, {% if table.sum %}coalesce(sum({{ table.sum }}), 0)::VARCHAR{% else %}'0'{% endif %} AS sum,
    coalesce(sum(('0x' || substr(sha256({{ table.line }}), 1, 15))::BIGINT), 0)::VARCHAR AS hash,
    {% if table.is_main and form == "ties" %}(SELECT as_of FROM clock){% else %}NULL::BIGINT{% endif %} AS as_of,
    {% if table.is_main and form == "ties" %}(SELECT earliest FROM clock){% else %}NULL::BIGINT{% endif %} AS earliest,
    {% if table.is_main and half_life %}{{ half_life }}{% else %}NULL::DOUBLE{% endif %} AS half_life,
    {% if table.is_main and form == "ties" %}(SELECT wild_times FROM clock){% else %}NULL::BIGINT{% endif %} AS wild_times,
    {% if table.is_main %}(SELECT count(*) FROM acts WHERE source = target){% else %}NULL::BIGINT{% endif %} AS self_ties
  FROM {{ table.relation }}
{%- endfor %}
) TO {{ (folder ~ "/manifest.jsonl") | text }} (FORMAT json);
