from django.http import HttpResponse
from django.test import RequestFactory

from tandem.web.security import ContentSecurityPolicyMiddleware


def test_every_answer_forbids_inline_code_and_other_addresses():
    middleware = ContentSecurityPolicyMiddleware(lambda request: HttpResponse("Dag"))

    response = middleware(RequestFactory().get("/"))

    assert response["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
