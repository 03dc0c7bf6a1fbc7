from django.urls import path

from tandem.web.together import actorship, expectations, justifications, plans, readiness, schools

SCHOOL = "<uuid:initiative_id>/<uuid:site_id>/"
STEP = SCHOOL + "plan/<uuid:step_id>/"

urlpatterns = [
    path("", schools.school_list, name="together"),
    path("<uuid:initiative_id>/", schools.schools_of_initiative, name="coordinator-schools"),
    path(SCHOOL, schools.school, name="together-school"),
    path(SCHOOL + "why/", justifications.justification, name="together-justification"),
    path(SCHOOL + "why/write/", justifications.write, name="together-justification-write"),
    path(SCHOOL + "why/take-over/", justifications.take_over, name="together-justification-take-over"),
    path(SCHOOL + "why/confirm/", justifications.confirm, name="together-justification-confirm"),
    path(SCHOOL + "why/check/", justifications.check_policy, name="together-justification-check"),
    path(SCHOOL + "why.pdf", justifications.paper, name="together-justification-paper"),
    path(SCHOOL + "ready/", readiness.readiness, name="together-readiness"),
    path(SCHOOL + "ready/answer/", readiness.answer, name="together-readiness-answer"),
    path(SCHOOL + "ready/projects/", readiness.add_project, name="together-project-add"),
    path(SCHOOL + "ready/projects/<uuid:project_id>/end/", readiness.end_project, name="together-project-end"),
    path(SCHOOL + "ready/limit/", readiness.set_limit, name="together-staff-limit"),
    path(SCHOOL + "ready/time/", readiness.ask_time, name="together-staff-time"),
    path(SCHOOL + "ready.pdf", readiness.paper, name="together-readiness-paper"),
    path(SCHOOL + "expectations/", expectations.expectations, name="together-expectations"),
    path(SCHOOL + "expectations/answer/", expectations.answer, name="together-expectations-answer"),
    path(SCHOOL + "expectations.pdf", expectations.paper, name="together-expectations-paper"),
    path(SCHOOL + "tasks/", actorship.actorship, name="together-actorship"),
    path(SCHOOL + "tasks/<slug:task>/", actorship.change, name="together-actorship-change"),
    path(SCHOOL + "tasks/<slug:task>/usual/", actorship.as_usual, name="together-actorship-usual"),
    path(SCHOOL + "tasks.pdf", actorship.paper, name="together-actorship-paper"),
    path(SCHOOL + "plan/", plans.plan, name="together-plan"),
    path(SCHOOL + "plan/begin/", plans.begin, name="together-plan-begin"),
    path(SCHOOL + "plan/add/", plans.add_step, name="together-plan-add"),
    path(SCHOOL + "plan/needs/", plans.add_need, name="together-need-add"),
    path(SCHOOL + "plan/needs/<uuid:need_id>/remove/", plans.remove_need, name="together-need-remove"),
    path(STEP, plans.change_step, name="together-plan-step"),
    path(STEP + "done/", plans.mark_step, name="together-plan-done"),
    path(STEP + "remove/", plans.remove_step, name="together-plan-remove"),
    path(SCHOOL + "plan.pdf", plans.paper, name="together-plan-paper"),
]
