// What comes next: events in the order of their times; at one time, in the order they were added.

type Event = { at: number; order: number; act: () => void };

const before = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A binary heap. */
export class Agenda {
  private readonly events: Event[] = [];
  private order = 0;

  add(at: number, act: () => void): void {
    const { events } = this;
    const event = { at, order: this.order++, act };
    let place = events.push(event) - 1;
    for (let up = (place - 1) >> 1; place > 0 && before(event, events[up]!); up = (place - 1) >> 1) {
      events[place] = events[up]!;
      place = up;
    }
    events[place] = event;
  }

  next(): Event | undefined {
    const { events } = this;
    const first = events[0];
    const last = events.pop();
    if (first === undefined || last === undefined || events.length === 0) return first;
    let place = 0;
    for (let down = 1; down < events.length; down = 2 * place + 1) {
      if (down + 1 < events.length && before(events[down + 1]!, events[down]!)) down++;
      if (!before(events[down]!, last)) break;
      events[place] = events[down]!;
      place = down;
    }
    events[place] = last;
    return first;
  }
}
