"""What was added to moto, each with the page of AWS that says so."""

ALL = []


def documented(what, source):
    """Notes one behaviour that AWS documents and moto lacks."""
    ALL.append({"what": what, "source": source})

# What accounts are denied, as ACCOUNT/OPERATION.
DENIED = set()
