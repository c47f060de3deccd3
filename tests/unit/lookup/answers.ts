/** Made answers in the real formats: what doi.org's agencies, arXiv and Open Library send. */

export const CROSSREF = {
  indexed: { 'date-parts': [[2026, 1, 2]], timestamp: 1767312000000 },
  publisher: 'Copper Press',
  issue: '3-4',
  DOI: '10.1000/orchard.12',
  type: 'journal-article',
  created: { 'date-parts': [[2019, 4, 2]] },
  page: '101-119',
  source: 'Crossref',
  title: 'On <i>Orchards</i> &amp; H<sub>2</sub>O: A\n Study of a &lt; b',
  prefix: '10.1000',
  volume: '12',
  author: [
    {
      given: 'Ada',
      family: 'Berg',
      'non-dropping-particle': 'van der',
      sequence: 'first',
      affiliation: [],
      ORCID: 'https://orcid.org/0000-0002-1825-0097'
    },
    { given: 'Sam', family: 'Lee', suffix: 'Jr.', sequence: 'additional', affiliation: [] },
    { name: 'The Copper Collective', sequence: 'additional', affiliation: [] }
  ],
  'container-title': 'Journal of Orchards',
  'container-title-short': 'J. Orch.',
  language: 'en',
  issued: { 'date-parts': [[2019, 4, 2]] },
  URL: 'https://doi.org/10.1000/orchard.12',
  ISSN: ['0000-0019'],
  'is-referenced-by-count': 3,
  abstract:
    '<jats:title>Abstract</jats:title><jats:p>First <jats:italic>paragraph</jats:italic>, p &lt; 0.05.</jats:p>\n<jats:p>Second.</jats:p>'
}

export const ARXIV_FEED = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?id_list=2101.00001" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: id_list=2101.00001</title>
  <id>http://arxiv.org/api/x</id>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">2</opensearch:totalResults>
  <entry>
    <id>http://arxiv.org/abs/2101.00001v2</id>
    <updated>2021-03-01T00:00:00Z</updated>
    <published>2021-01-01T18:30:17Z</published>
    <title>Orchards of many
  colours &amp; a &lt; b</title>
    <summary>  We study
orchards.
</summary>
    <author><name>Jane Doe</name></author>
    <author><name>Ana de la Cruz</name><arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Copper</arxiv:affiliation></author>
    <link href="http://arxiv.org/abs/2101.00001v2" rel="alternate" type="text/html"/>
    <category term="cs.DL" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
  <entry>
    <id>http://arxiv.org/abs/hep-th/9901001v1</id>
    <published>1999-01-04T00:00:00Z</published>
    <title>Old strings</title>
    <summary>Strings.</summary>
    <author><name>R. Roe</name></author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/strings</arxiv:doi>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">Phys. Lett. B 1 (1999) 1-2</arxiv:journal_ref>
  </entry>
  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_x</id>
    <title>Error</title>
    <summary>incorrect id format for x</summary>
  </entry>
</feed>`
