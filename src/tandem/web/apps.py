from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tandem.web"

    def ready(self) -> None:
        # allauth tells by a signal that a password, a code or a key was right: its interface, not our flow.
        from allauth.account.signals import authentication_step_completed  # noqa: PLC0415 - apps are loaded by now

        from tandem.web.account.tried import step_completed  # noqa: PLC0415 - apps are loaded by now

        authentication_step_completed.connect(step_completed)
