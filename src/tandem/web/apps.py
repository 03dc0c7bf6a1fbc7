from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tandem.web"

    def ready(self) -> None:
        # allauth tells by signals that a password, a code or a key was right: its interface, not our flow.
        from allauth.account.signals import authentication_step_completed, password_changed  # noqa: PLC0415 - apps are loaded
        from allauth.mfa.signals import authenticator_added, authenticator_used  # noqa: PLC0415 - the same
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 - apps are loaded by now

        from tandem.web import second_step  # noqa: PLC0415 - the same
        from tandem.web.account import devices, sessions, tried  # noqa: PLC0415 - the same

        authentication_step_completed.connect(tried.step_completed)
        password_changed.connect(tried.step_completed)
        authenticator_used.connect(second_step.authenticator_shown)
        authenticator_added.connect(second_step.authenticator_shown)
        user_logged_in.connect(sessions.begin)
        user_logged_in.connect(devices.seen)
