"""For what somebody, or Tandem itself, works behind the walls. What a purpose opens stands with each wall."""

from enum import StrEnum, auto


class Purpose(StrEnum):
    PAGE = auto()  # somebody opens a page, and reaches what their roles reach
    ENTRY = auto()  # somebody is at the door: sessions, accounts and what proves who they are
    ANSWERING = auto()  # somebody without an account answers a call for tutors, or confirms their address
    FEED = auto()  # a calendar program reads the address it was given: about that address
    INTAKE = auto()  # lists of one site are compared with what is known there: about that site
    PLAN = auto()  # a run of the planner: about that run
    FOLLOWING = auto()  # what a change brings about in the programme it happens in: about a team, session, pupil or run
    COUNTING = auto()  # figures over an initiative, or what stands there without a name: about the initiative or tutor
    NOTICE = auto()  # somebody is told of a change: about the person, or the session it happened to
    WORK = auto()  # long work that somebody asked for begins and ends; in between it is done as whoever asked
    OUTBOX = auto()  # what waits is handed over
    CALENDAR = auto()  # a tutor's own calendar is read: about that calendar, or all of them to see which there are
    CLOSING = auto()  # teams whose last day has passed are closed
    SAFETY = auto()  # the safety gate is kept in step, and signals nobody read are passed on
    PERSON = auto()  # somebody's own data are handed over or erased, wherever they stand: about that person
    KEEPING = auto()  # what has been kept long enough goes
    FORGETTING = auto()  # lists nobody finished reading in are thrown away
