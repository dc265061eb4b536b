-- Written by entourage {{ version }} for {{ engine }}: the persona of each row of {{ relation }}, with its confidence.
-- Cells are compared as labels: blanks trimmed, lower case; anything else than a level of the run is no answer.
WITH cells AS (
  SELECT {{ id }} AS id
{%- for name, cell in cells %},
    {{ cell }} AS {{ name }}
{%- endfor %}
  FROM {{ relation }}
),
{%- if method == "kmeans" %}
encoded AS (
  SELECT id, {{ given }} AS given
{%- for feature in encoded %},
    {{ feature }} AS x{{ loop.index0 }}
{%- endfor %}
  FROM cells
), scored AS (
  SELECT id, given
{%- for score in scores %},
    {{ score }} AS s{{ loop.index0 }}
{%- endfor %}
  FROM encoded
), nearest AS (
  SELECT *, {{ least }} AS first{% if scores | length > 1 %}, {{ second }} AS second{% endif %} FROM scored
)
SELECT id,
  CASE WHEN NOT given THEN ''{% for slug in slugs %} WHEN s{{ loop.index0 }} = first THEN {{ slug }}{% endfor %} END AS persona,
  CASE WHEN NOT given THEN 0e0
{%- if scores | length > 1 %}
    WHEN first + second > 0e0 THEN 1e0 - 2e0 * first / (first + second) ELSE 0e0
{%- else %}
    ELSE 1e0
{%- endif %} END AS confidence
FROM nearest
{%- else %}
scored AS (
  SELECT id, {{ given }} AS given
{%- for score in scores %},
    {{ score }} AS s{{ loop.index0 }}
{%- endfor %}
  FROM cells
), likeliest AS (
  SELECT *, {{ most }} AS most FROM scored
)
SELECT id,
  CASE WHEN NOT given THEN ''{% for slug in slugs %} WHEN s{{ loop.index0 }} = most THEN {{ slug }}{% endfor %} END AS persona,
  CASE WHEN NOT given THEN 0e0 ELSE 1e0 / ({% for score in scores %}exp(s{{ loop.index0 }} - most){{ " + " if not loop.last }}{% endfor %}) END AS confidence
FROM likeliest
{%- endif %}
