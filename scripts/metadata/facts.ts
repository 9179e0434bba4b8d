/** What `<team-brain>` offers to a page, as read from its sources. Every file of metadata is made from this. */
export interface ElementFacts {
  tag: string;
  className: string;
  description: string;
  /** Properties, those with an attribute among them. */
  properties: PropertyFacts[];
  methods: MethodFacts[];
  events: EventFacts[];
  slots: NamedFacts[];
  parts: NamedFacts[];
  /** For `:state(…)`. */
  states: NamedFacts[];
  cssProperties: CssPropertyFacts[];
}

export interface NamedFacts {
  name: string;
  description: string;
}

export interface PropertyFacts extends NamedFacts {
  /** Absent: a property only. */
  attribute?: string;
  /** Whether the attribute follows the property, so that styles may ask for it. */
  reflects: boolean;
  /** As TypeScript writes it. */
  type: string;
  /** The texts that the attribute may have, where these are named. */
  values?: string[];
  /** As TypeScript writes it; absent for `undefined`. */
  default?: string;
  readonly: boolean;
}

export interface MethodFacts extends NamedFacts {
  parameters: { name: string; type: string; optional: boolean }[];
  returns: string;
}

export interface EventFacts extends NamedFacts {
  /** Type of `detail`. */
  detail: string;
  cancelable: boolean;
}

export interface CssPropertyFacts extends NamedFacts {
  /** As the style sheet has it; absent where the page's own value comes through. */
  default?: string;
}
