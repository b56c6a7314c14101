//! A small rulebook for tests of what a report says: a headline, a decision that follows another one, clauses that complete
//! "If …", steps with a time and an owner, risks.

/// How to travel, and who books.
pub(crate) const TRIP: &str = "\
rulebook:
  id: trip
  version: 1
  format: 1
  title: The trip
  allow:
    no-source: Its reasons need none.
    rule-always-fires: All of you have to pack.
    rationale-repeats-condition: Its reasons are short, so that snapshots are.
    tie-by-order: Tests of ties rest on it.
sources:
  - {id: atlas, title: The atlas of railroads and roads, short: Atlas, published: 2024, claims: {quiet: Trains are quiet.}}
questions:
  - id: people
    ask: How many of you travel?
    why: A car has four seats.
    type: choice
    nature: grows
    ordered: true
    answers:
      one: {label: One, if_so: you went alone}
      few: {label: Two to four, if_so: two to four of you went}
      many: {label: Five or more, if_so: five or more of you went}
  - id: wants
    ask: What do you want?
    why: No way of travel has everything.
    nature: choice
    type: many
    answers:
      quiet: {label: Quiet, if_so: you wanted quiet}
      stops: {label: Stops on the way, if_so: you wanted to stop on the way}
      bags: Room for bags
  - id: car
    ask: Do you have a car?
    why: Renting one costs more.
    nature: grows
    type: yes_no
    if_so: {yes: you had a car, no: you had no car}
  - {id: budget, nature: choice, ask: What may it cost?, why: The train costs most., type: number, unit: euros, min: 0, max: 900}
contradictions:
  - {if: {car: false, wants: bags}, say: Without a car you have little room for bags.}
decisions:
  - id: way
    title: How should you travel?
    choose: one
    close_call: 1
    options:
      - {id: train, title: Take the train, summary: You read while you travel., details: {Costs: [90 euros a head]}}
      - {id: car, title: Take the car, summary: You stop where you like., details: {Costs: [Fuel, Tolls]}}
      - {id: bus, title: Take the bus}
    rules:
      - {id: quiet-rides, if: {wants: quiet}, points: {train: 3}, because: A train is quiet., sources: [atlas/quiet]}
      - {id: free-stops, if: {wants: stops}, points: {car: 3}, because: A car stops where you like.}
      - {id: bags-in-the-boot, if: {wants: bags}, points: {car: 2, bus: 1}, because: A car takes every bag.}
      - {id: no-car, if: {car: false}, points: {car: -2}, because: Renting a car takes time and money.}
      - {id: groups, if: {people: many}, points: {bus: 3, car: -2}, because: A bus seats all of you.}
      - {id: alone, if: {people: one}, points: {train: 1}, because: One ticket costs less than a tank.}
      - {id: little-money, if: {budget: {below: 50}}, points: {bus: 3}, because: The bus costs least.}
  - id: booking
    title: What should you book?
    choose: one
    follows: way
    options: [{id: seats, title: Seats on the train}, {id: nothing, title: Nothing}]
    rules:
      - {id: seats-go-fast, if: {way: train}, points: {seats: 1}, because: They sell out.}
      - {id: no-booking, if: {way: [car, bus]}, points: {nothing: 1}, because: There is nothing to book.}
  - id: steps
    title: What comes first
    choose: many
    display: checklist
    options:
      - {id: book, title: Book your seats, when: Days 1 to 30, owner: Ada, summary: Seats go fast.}
      - {id: pack, title: Pack, when: Days 31 to 60}
      - {id: passport, title: Find your passport, when: Days 1 to 30, owner: All of you}
      - {id: farewell, title: Say goodbye, when: Days 61 to 90, owner: Ada}
    rules:
      - {id: always-pack, if: {people: [one, few, many]}, points: {pack: 3, passport: 1, farewell: 1}, because: You leave.}
      - {id: book-seats, if: {way: train}, points: {book: 2}, because: Seats go fast.}
  - id: risks
    title: What can go wrong
    choose: many
    display: warnings
    options: [{id: strike, title: The railroad strikes}, {id: jam, title: You sit in traffic}]
    rules:
      - {id: trains-strike, if: {way: train}, points: {strike: 1}, because: It did last year.}
      - {id: roads-jam, if: {way: [car, bus]}, points: {jam: 1}, because: Roads are full.}
charts:
  - {id: today, title: Today, if: {car: true}, boxes: [{title: You, below: [{title: A car}]}]}
  - {id: proposed, title: As proposed, if: {way: train}, boxes: [{title: You, below: [{title: A seat, style: strong}]}]}
headlines:
  - {if: {way: train, people: one}, say: Take the train. Buy one ticket.}
  - {if: {way: train}, say: Take the train.}
  - {if: {way: car, car: false}, say: Rent a car.}
";
