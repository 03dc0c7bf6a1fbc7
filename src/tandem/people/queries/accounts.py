"""Who signs in with an address: asked by somebody of an office, who need not reach them yet."""

from django.db import connection, transaction

from tandem.people.models import User


@transaction.atomic(savepoint=False)
def account_with(email: str) -> User | None:
    """Return who signs in with this address, for whoever names them in an office to go on with."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT walls.name_account(%s)", [email])
    return User.objects.select_related("person").filter(email=email).first()
