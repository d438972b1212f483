// What the simulated year of `bench quality` is made of. Written and committed before the first run, and never tuned afterwards:
// a number is changed only with a reason from outside the results, and then both results are told (README.md beside this).
//
// firm: "published": the number itself stands in the source · "derived": worked out from published numbers, as said ·
// "assumed": no publication was found that gives it. Most of how Chinese villages help each other is assumed.

type Firm = "published" | "derived" | "assumed";
type Parameter<T = number> = { value: T; firm: Firm; source: string };
const published = <T>(value: T, source: string): Parameter<T> => ({ value, firm: "published", source });
const derived = <T>(value: T, source: string): Parameter<T> => ({ value, firm: "derived", source });
const assumed = <T>(value: T, source: string): Parameter<T> => ({ value, firm: "assumed", source });

/** The district: a quarter of the one `bench plan` solves (548 helpers, 400 needs a week, 155 villages), in its proportions. */
export const DISTRICT = {
  towns: assumed(8, "shape of the project's own drawn districts (tests/support/plans.ts)"),
  villagesPerTown: assumed(5, "as above, a quarter of 155 villages"),
  extentKm: assumed(36, "as above"),
  townRadiusKm: assumed(6, "as above"),
  persons: assumed(75, "as above: 300 of 548 helpers are persons"),
  teams: assumed(62, "as above: 248 of 548"),
  personAWeek: assumed([1, 2] as const, "as above: needs a person takes in a week, at most"),
  teamAWeek: assumed([4, 18] as const, "as above: people a team can send in a week"),
  needsAWeek: assumed(100, "as above: a quarter of 400"),
  load: assumed(
    0.9,
    "as `bench plan`'s week: places asked over places that all could carry. That supply is short is published (40 % of Chinese groups " +
      "found no suitable volunteers: Blue Book of Philanthropy 2020, CASS), the ratio is not",
  ),
  season: assumed(
    0.3,
    "needs swing by so much of their mean over the year, most at harvest; no publication found",
  ),
} as const;

/** Needs. */
export const NEEDS = {
  kinds: assumed(
    { people: 0.65, goods: 0.15, vehicle: 0.1, expertise: 0.1 },
    "shares of lines; no publication found",
  ),
  /** An amount is scaled so that the load comes out: 0.2 + u³ × 5, as tests/support/plans.ts. */
  amountSpread: assumed([0.2, 5] as const, "many small, few large: tests/support/plans.ts"),
  goodsShares: assumed([5, 20] as const, "portions of goods asked, uniformly"),
  leadDays: assumed(
    { median: 5, sd: 0.7, least: 0.5, most: 30 },
    "from being published to its start, lognormal; no publication found",
  ),
  startHours: assumed([8, 9, 13, 14, 15, 19] as const, "tests/support/plans.ts"),
  lastsHours: assumed([2, 4] as const, "tests/support/plans.ts"),
  /** Standard deviation of a need's appeal to everybody, on the logit scale. */
  appeal: assumed(
    0.7,
    "that some opportunities draw far more than others is published (Manshadi, Rodilitz, Saban, Suresh, \"Redesigning VolunteerMatch's " +
      'Search Algorithm", SSRN 4497747, 2023: the same few collect the connections); its size is not in what could be read',
  ),
} as const;

/** Helpers: who can what, when, how far. */
export const HELPERS = {
  interests: assumed([1, 4] as const, "kinds of service a helper says they like, of the platform's ten"),
  teamVehicle: assumed(0.4, "teams with a vehicle"),
  personVehicle: assumed(0.15, "persons with one"),
  qualified: assumed(0.12, "helpers with a given one of three professions"),
  reach: assumed(
    { village: 0.1, town: 0.5, county: 0.4 },
    "how far persons say they go; teams go anywhere in the district",
  ),
  freeShare: assumed(0.6, "of the six parts of a week, those a helper is free in, each by itself"),
  saysFree: assumed(0.6, "helpers who have told the platform when they are free"),
} as const;

/** Whether somebody who reads or is asked says yes: one willingness per helper and need, the same under every policy. */
export const WILLING = {
  /** At one's door, of a kind one likes, with nothing else taken this week. */
  atBest: published(
    0.47,
    "upper end of volunteers' response rates to alerts, 17–47 %: Khalemsky, Schwartz et al., JMIR mHealth and uHealth 11 (2023) e41551. " +
      "First responders to emergencies, not villagers",
  ),
  /** The same at `farKm`. */
  far: published(0.17, "lower end of the same range"),
  farKm: assumed(
    15,
    "that distance lowers giving is published (e.g. Piersma et al., blood donors lapse more for each kilometre); where the lower end " +
      "lies is assumed: half an hour's ride. Odds fall evenly per kilometre (logit), not as our score's e^(−km/12)",
  ),
  notMyKind: assumed(0.5, "odds where the kind is none of those one likes"),
  eachThisWeek: assumed(0.5, "odds for each pledge made in the last seven days"),
  /** Standard deviations on the logit scale. */
  helperSd: derived(
    1,
    "activity is very uneven: the third of U.S. volunteers with 100 hours a year or more gives about 84 % of all hours (worked out " +
      "from Bureau of Labor Statistics, Volunteering in the United States 2005, table 2); a standard deviation of 1 is our reading",
  ),
  pairSd: assumed(
    0.5,
    'liking of a village: match probabilities differ by pair in Manshadi and Rodilitz, "Online Policies for Efficient Volunteer ' +
      'Crowdsourcing", Management Science 68 (2022) 6572–6590; their spread could not be read',
  ),
} as const;

/** Being asked. */
export const ASKED = {
  /** A notice to somebody active makes them deaf to further ones for a while: geometric. */
  deafDays: assumed(
    3,
    "the mechanism is Manshadi and Rodilitz 2022 (a notification triggers a random period of inactivity in which all are ignored); the " +
      "length they estimated for Food Rescue U.S. could not be read: between a day and a week. Told for 1 and 7 as well",
  ),
  /** The number a week at which one says: no more. Shares of people by [from, to] notices a week. */
  tolerates: published(
    [
      { from: 1, to: 1, share: 0.1 },
      { from: 2, to: 5, share: 0.37 },
      { from: 6, to: 10, share: 0.33 },
      { from: 11, to: 20, share: 0.2 },
    ] as const,
    "Localytics with Qualtrics, survey of 1,000 U.S. smartphone users, November 2017: push notifications a week that make one disable " +
      "them (10 %, 37 %, 33 %; the rest: more, up to 20 a week is ours). An industry survey of intentions, about apps, not about help",
  ),
  mutesPerWeek: assumed(
    0.02,
    "chance in a week that reaches the number that they really switch it off; the platform sees it and asks them no more",
  ),
  answersAfterHours: assumed(
    12,
    "mean of an exponential; whoever would answer after the invitation has ended is silent. Reactions to smartphone notifications are " +
      "measured in minutes to hours (Stach et al., Sensors 24 (2024) 2612), decisions are not",
  ),
} as const;

/** Reading lists. */
export const BROWSING = {
  visitsAWeek: assumed(
    1,
    "mean of visits per helper, Poisson; more for those who help more (the same helper effect, on a log scale × 0.5)",
  ),
  direct: published(
    0.3,
    "share of visits that arrive straight at one opportunity, past the list: about 30 % of VolunteerMatch's 1.3 million monthly " +
      "visitors (Manshadi, talk at UC Irvine, 9 March 2023; Manshadi, Rodilitz, Saban, Suresh, arXiv 2203.15037)",
  ),
  directTo: assumed(1, "a direct visit goes to open needs in proportion to e^(this × their appeal)"),
  /** Place r of a list is read with probability (1/r)^η … */
  eta: published(
    1,
    'position-based examination (1/r)^η with η = 1: Joachims, Swaminathan, Schnabel, "Unbiased Learning-to-Rank with Biased Feedback", ' +
      "WSDM 2017. Web search, not help",
  ),
  /** … from the top, and the first that suits is taken: the cascade of Craswell, Zoeter, Taylor, Ramsey (WSDM 2008). */
  takesAVisit: assumed(1, "pledges in one visit, at most"),
} as const;

export const KEPT = assumed(
  0.9,
  "pledges that are kept: that volunteers do not show up is reported everywhere and measured hardly anywhere; no publication found. It " +
    "acts on all policies alike and counts only for `history`, not for the measures",
);

/** What is told beside the main result; the goals are judged on the main result alone. */
export const SENSITIVITY = { load: [0.35, 0.9, 1.3], deafDays: [1, 3, 7] } as const;
export const SEEDS = 20;
/** Weeks before those that are measured, so that a year does not begin with nobody known and nothing open. */
export const WARM_UP_WEEKS = 4;
export const WEEKS = 52;
