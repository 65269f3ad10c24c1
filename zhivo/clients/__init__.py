"""The base itself: clients, their contact points, relations and history."""
