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
    rationale-repeats-condition: Its reasons are short, so that snapshots are.
    tie-by-order: Tests of ties rest on it.
questions:
  - id: people
    ask: How many of you travel?
    why: A car has four seats.
    type: choice
    ordered: true
    answers:
      one: One
      few: Two to four
      many: Five or more
  - id: wants
    ask: What do you want?
    why: No way of travel has everything.
    type: many
    answers:
      quiet: Quiet
      stops: Stops on the way
      bags: Room for bags
  - {id: car, ask: Do you have a car?, why: Renting one costs more., type: yes_no}
  - {id: budget, ask: What may it cost?, why: The train costs most., type: number, unit: euros, min: 0, max: 900}
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
      - {id: quiet-rides, if: {wants: quiet}, points: {train: 3}, because: A train is quiet.}
      - {id: free-stops, if: {wants: stops}, points: {car: 3}, because: A car stops where you like.}
      - {id: bags-in-the-boot, if: {wants: bags}, points: {car: 2, bus: 1}, because: A car takes every bag.}
      - {id: no-car, if: {car: false}, points: {car: -2}, because: Renting a car takes time and money.}
      - {id: groups, if: {people: many}, points: {bus: 3, car: -2}, because: A bus seats all of you.}
      - {id: alone, if: {people: one}, points: {train: 1}, because: One ticket costs less than a tank.}
      - {id: little-money, if: {budget: {below: 50}}, points: {bus: 3}, because: The bus costs least.}
headlines:
  - {if: {way: train, people: one}, say: Take the train. Buy one ticket.}
  - {if: {way: train}, say: Take the train.}
  - {if: {way: car, car: false}, say: Rent a car.}
";
